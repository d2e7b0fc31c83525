"""Renderings of an Edition: a module holds ``render(edition) -> {path: bytes}`` and sees the model only."""
