"""What TMDB's API answers, recognised by its fields and not by the name of its file."""

from .replies import TmdbReplies

__all__ = ["TmdbReplies"]
