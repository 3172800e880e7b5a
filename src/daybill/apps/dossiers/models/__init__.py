from .publisher_page import PageSlug, PublisherPage

__all__ = ["PageSlug", "PublisherPage"]
