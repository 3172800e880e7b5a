"""Imports in the admin: runs with what became of their rows, questions and answers, titles that were moved."""
