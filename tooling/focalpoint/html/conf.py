"""Settings of Sphinx that every manual has: its `conf.py` takes them over, and may set others after that."""

extensions = [
    "myst_parser",
    "sphinxcontrib.bibtex",
    "focalpoint.extension",
    "focalpoint.html.page_builder",
    "focalpoint.html.page_facts",
    "focalpoint.press.print_builder",
]
primary_domain = "focalpoint"
root_doc = "index"

myst_enable_extensions = ["colon_fence", "deflist"]
myst_title_to_header = True
myst_heading_anchors = 0
myst_footnote_transition = False

bibtex_bibfiles = ["sources.bib"]
bibtex_default_style = "focalpoint"

numfig = True
numfig_format = {"table": "Table %s", "figure": "Figure %s"}

html_theme = "sphinx_book_theme"
html_copy_source = False
html_scaled_image_link = False
html_show_sourcelink = False
html_show_sphinx = False
html_use_index = False
html_secnumber_suffix = " "
html_permalinks_icon = "§"
html_additional_pages = {"search": "search.html", "404": "404.html"}
