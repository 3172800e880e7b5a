from .citation import Citation
from .dossier import Dossier, HistoryEntry, PageImport
from .publisher_page import PageSlug, PublisherPage

__all__ = ["Citation", "Dossier", "HistoryEntry", "PageImport", "PageSlug", "PublisherPage"]
