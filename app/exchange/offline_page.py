"""The review as one HTML file that opens without a server and loads nothing."""

from html import escape
from typing import Final

_PAGE: Final = """<!doctype html>
<html lang="en" dir="ltr">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="robots" content="noindex, nofollow">
<meta name="color-scheme" content="light dark">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'; \
script-src 'unsafe-inline'; img-src data:; base-uri 'none'; form-action 'none'">
<title>EX · {title}</title>
<style>{styles}</style>
</head>
<body>
<div id="app"></div>
<noscript>EXERCISE. This replay needs JavaScript; the log, the report and the sheets do not.</noscript>
<script type="application/json" id="review">{review}</script>
<script type="application/json" id="lenses">{lenses}</script>
<script type="module">{script}</script>
</body>
</html>
"""


def offline_page(title: str, review: bytes, lenses: bytes, script: str, styles: str) -> bytes:
    """The file.

    Args:
        title: of the drill.
        review: as JSON.
        lenses: what every seat was told, as JSON.
        script: of the review page, whole, without a file beside it.
        styles: the same.
    """
    # In JSON `<` stands only in strings, where it may be written so; a script must not end where it does not.
    data, told = (each.decode().replace("<", "\\u003c") for each in (review, lenses))
    code = script.replace("</script", "<\\/script").replace("<!--", "<\\!--")
    style = styles.replace("</", "<\\/")
    page = _PAGE.format(title=escape(title), styles=style, review=data, lenses=told, script=code)
    return page.encode()
