"""Renderings of an Edition: each module holds ``render(edition) -> {path: bytes}`` and sees the model only."""
