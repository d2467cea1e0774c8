"""Pictures are published with nothing in them but what they show."""

from __future__ import annotations

from io import BytesIO

import pytest
from PIL import Image, PngImagePlugin

from focalpoint.content.pictures import PictureError, cleaned, size_of

SECRET = "Zebraa"


def saved(picture: Image.Image, kind: str, **options: object) -> bytes:
    file = BytesIO()
    picture.save(file, kind, **options)
    return file.getvalue()


def told() -> Image.Exif:
    exif = Image.Exif()
    exif[0x010E] = f"{SECRET} described"
    exif[0x013B] = f"{SECRET} the artist"
    exif.get_ifd(0x8825)[1] = "N"
    return exif


def shown(data: bytes) -> Image.Image:
    with Image.open(BytesIO(data)) as picture:
        picture.load()
        return picture.copy()


def test_a_photograph_loses_what_it_tells_and_keeps_its_points() -> None:
    picture = Image.linear_gradient("L").convert("RGB")
    data = saved(picture, "JPEG", exif=told(), comment=SECRET.encode(), icc_profile=SECRET.encode() * 9)
    assert SECRET.encode() in data
    clean = cleaned(data, ".jpg")
    assert SECRET.encode() not in clean
    assert b"Exif" not in clean
    assert shown(clean).tobytes() == shown(data).tobytes()


def test_what_follows_the_end_of_a_photograph_goes_too() -> None:
    data = saved(Image.new("RGB", (9, 9)), "JPEG")
    assert cleaned(data + SECRET.encode(), ".jpeg") == cleaned(data, ".jpeg")


@pytest.mark.parametrize("turn", range(2, 9))
def test_a_turned_photograph_is_turned_for_good(turn: int) -> None:
    exif = told()
    exif[0x0112] = turn
    picture = Image.new("RGB", (40, 20), "white")
    picture.paste("black", (0, 0, 20, 20))
    clean = shown(cleaned(saved(picture, "JPEG", exif=exif, quality=95), ".jpg"))
    assert clean.size == ((20, 40) if turn >= 5 else (40, 20))
    assert clean.getexif().get(0x0112, 1) == 1
    dark = {2: (30, 10), 3: (30, 10), 4: (10, 10), 5: (10, 10), 6: (10, 10), 7: (10, 30), 8: (10, 30)}[turn]
    assert sum(clean.getpixel(dark)) < 60


def test_a_png_loses_its_texts() -> None:
    texts = PngImagePlugin.PngInfo()
    texts.add_text("Author", SECRET)
    texts.add_itxt("XML:com.adobe.xmp", SECRET)
    data = saved(Image.new("RGBA", (9, 9), (1, 2, 3, 4)), "PNG", pnginfo=texts, exif=told())
    assert SECRET.encode() in data
    clean = cleaned(data, ".png")
    assert SECRET.encode() not in clean
    assert shown(clean).tobytes() == shown(data).tobytes()


def test_sixteen_bits_of_grey_stay_grey() -> None:
    deep = Image.new("I;16", (3, 1))
    for place, value in enumerate((0, 32896, 65535)):
        deep.putpixel((place, 0), value)
    assert list(shown(cleaned(saved(deep, "PNG"), ".png")).tobytes()) == [0, 128, 255]


def test_four_inks_become_three_colours() -> None:
    clean = shown(cleaned(saved(Image.new("CMYK", (9, 9), (0, 255, 255, 0)), "JPEG", quality=95), ".jpg"))
    assert clean.mode == "RGB"
    red, green, blue = clean.getpixel((4, 4))
    assert red > 200
    assert max(green, blue) < 60


def test_a_palette_keeps_what_is_transparent() -> None:
    picture = Image.new("P", (2, 1))
    picture.putpalette([255, 0, 0, 0, 0, 255])
    picture.putpixel((1, 0), 1)
    clean = shown(cleaned(saved(picture, "PNG", transparency=1), ".png")).convert("RGBA")
    assert [clean.getpixel((0, 0)), clean.getpixel((1, 0))[3]] == [(255, 0, 0, 255), 0]


DRAWING = f"""<?xml version="1.0"?>
<!DOCTYPE svg PUBLIC "-//W3C//DTD SVG 1.1//EN" "http://www.w3.org/Graphics/SVG/1.1/DTD/svg11.dtd">
<!-- {SECRET} -->
<svg xmlns="http://www.w3.org/2000/svg" xmlns:inkscape="http://example.org/inkscape" viewBox="0 0 9 9"
  inkscape:version="{SECRET}" data-path="{SECRET}">
  <metadata>{SECRET}</metadata><inkscape:grid name="{SECRET}"/>
  <style>/* {SECRET} */ .a {{ fill: red }}</style>
  <!-- {SECRET} --><?editor {SECRET}?>
  <title>A box</title><text class="a" style="fill:red;-inkscape-font-specification:{SECRET}">Word</text>
</svg>
"""


def test_a_drawing_loses_what_it_does_not_show() -> None:
    clean = cleaned(DRAWING.encode(), ".svg").decode()
    assert SECRET not in clean
    assert "inkscape" not in clean
    for kept in ("<title>A box</title>", ">Word</text>", 'style="fill:red"', ".a { fill: red }", 'viewBox="0 0 9 9"'):
        assert kept in clean


def test_a_clean_drawing_stays_byte_for_byte() -> None:
    data = b'<svg  xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9"><rect   width="9" height="9"/></svg>\n'
    assert cleaned(data, ".svg") == data


@pytest.mark.parametrize(
    ("inside", "says"),
    [
        ("<script>x</script>", "holds a script"),
        ("<rect onload='x'/>", "holds a script"),
        ("<foreignObject/>", "holds a script or a web page"),
        ("<image href='data:image/png;base64,AAAA'/>", "reaches for another file"),
        ("<use xlink:href='other.svg#a' xmlns:xlink='http://www.w3.org/1999/xlink'/>", "reaches for another file"),
        ("<rect style='fill:url(http://a.b/c)'/>", "reaches for another file"),
        ("<style>@import 'a.css';</style>", "reaches for another file"),
        ("<animate attributeName='x'/>", "moves"),
        ("<rect", "not a readable drawing"),
    ],
)
def test_a_drawing_that_does_more_than_show_is_refused(inside: str, says: str) -> None:
    with pytest.raises(PictureError, match=says):
        cleaned(f'<svg xmlns="http://www.w3.org/2000/svg">{inside}</svg>'.encode(), ".svg")


@pytest.mark.parametrize(
    ("data", "suffix"), [(b"GIF89a", ".gif"), (b"GIF89a", ".png"), (b"\x89PNG\r\n\x1a\nx", ".png")]
)
def test_what_is_no_picture_is_refused(data: bytes, suffix: str) -> None:
    with pytest.raises(PictureError):
        cleaned(data, suffix)


@pytest.mark.parametrize("kind", ["JPEG", "PNG"])
def test_half_a_picture_is_refused(kind: str) -> None:
    data = saved(Image.effect_noise((64, 64), 99), kind)
    with pytest.raises(PictureError, match="not whole"):
        cleaned(data[: len(data) // 2], {"JPEG": ".jpg", "PNG": ".png"}[kind])


def test_a_picture_of_more_than_a_hundred_million_points_is_refused() -> None:
    with pytest.raises(PictureError, match="10001 by 10000 points"):
        cleaned(saved(Image.new("1", (10_001, 10_000)), "PNG"), ".png")


@pytest.mark.parametrize(
    ("head", "size"),
    [
        ('width="560" height="90"', (560, 90)),
        ('width="100%" viewBox="0 0 40.4 20"', (40, 20)),
        ('viewBox="0 0 0 9"', None),
        ("", None),
    ],
)
def test_a_drawing_tells_its_size(head: str, size: tuple[int, int] | None) -> None:
    assert size_of(f'<svg xmlns="http://www.w3.org/2000/svg" {head}/>'.encode(), ".svg") == size
