"""The live preview: the chapter last saved, as web page and as printed pages, updated at every save."""
