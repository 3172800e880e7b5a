"""One module for each source table: it reads the table's dirt and hands over drafts, credits, offers, awards."""
