"""Decoding, words and folding; whence.text."""

from __future__ import annotations

import codecs

import pytest
from hypothesis import given
from hypothesis import strategies as st

from whence.errors import Rejected
from whence.text import decode, form, forms, words

SENTENCE = "The café stays closed, she said – “for now”."


@pytest.mark.parametrize(
    ("data", "text", "encoding"),
    [
        (SENTENCE.encode("utf-8"), SENTENCE, "utf-8"),
        (SENTENCE.encode("utf-16"), SENTENCE, "utf-16"),
        (codecs.BOM_UTF16_BE + SENTENCE.encode("utf-16-be"), SENTENCE, "utf-16"),
        (SENTENCE.encode("utf-32"), SENTENCE, "utf-32"),
        (SENTENCE.encode("utf-16-le"), SENTENCE, "utf-16-le"),
        (SENTENCE.encode("utf-16-be"), SENTENCE, "utf-16-be"),
        (SENTENCE.encode("cp1252"), SENTENCE, "cp1252"),
        ("Le maire a été élu à Besançon.".encode("latin-1"), "Le maire a été élu à Besançon.", "cp1252"),
        (b"one\r\ntwo\rthree\n", "one\r\ntwo\rthree\n", "utf-8"),
        ("emoji 🙂 stay".encode(), "emoji 🙂 stay", "utf-8"),
    ],
)
def test_decodes(data: bytes, text: str, encoding: str) -> None:
    decoded = decode(data)
    assert (decoded.text, decoded.encoding) == (text, encoding)


def test_the_declared_encoding_is_believed_where_the_bytes_are_not_utf8() -> None:
    russian = "Министр отверг обвинения, сообщила газета."
    assert decode(russian.encode("cp1251"), "windows-1251").text == russian
    assert decode(russian.encode("utf-8"), "windows-1251").text == russian
    assert decode("café".encode("latin-1"), "iso-8859-1").text == "café"


@pytest.mark.parametrize("declared", ["hex", "base64", "no-such-encoding", "", "undefined"])
def test_a_senseless_declaration_is_passed_over(declared: str) -> None:
    assert decode(SENTENCE.encode("cp1252"), declared).text == SENTENCE


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (b"", "empty"),
        (b" \r\n\t", "empty"),
        (codecs.BOM_UTF8 + b"\n", "empty"),
        (b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR\x00\x00\x01\x00", "binary"),
        (bytes(range(32)) * 20, "binary"),
        (codecs.BOM_UTF16_LE + b"a\x00b", "encoding"),
    ],
)
def test_rejects_with_a_reason(data: bytes, code: str) -> None:
    with pytest.raises(Rejected) as caught:
        decode(data)
    assert caught.value.code == code
    assert caught.value.reason


@given(st.binary(max_size=400))
def test_any_bytes_decode_or_are_rejected(data: bytes) -> None:
    try:
        assert decode(data).text.strip()
    except Rejected as error:
        assert error.code in {"empty", "binary", "encoding"}


# without zero characters: "0\\0" in UTF-8 and "0" in UTF-16 are the same bytes, and no text holds zeros
@given(st.text(st.characters(exclude_characters="\x00"), min_size=1))
def test_utf8_comes_back_as_it_was(text: str) -> None:
    try:
        assert decode(text.encode("utf-8", "ignore")).text == text.encode("utf-8", "ignore").decode()
    except Rejected as error:
        assert error.code in {"empty", "binary"}


@given(st.text())
def test_words_stand_where_they_say(text: str) -> None:
    last = 0
    for word in words(text):
        assert last <= word.start < word.end <= len(text)
        assert word.form == form(text[word.start : word.end])
        last = word.end


@pytest.mark.parametrize(
    ("word", "expected"),
    [("Élan", "elan"), ("minister’s", "minister"), ("ISIS", "isis"), ("co–op", "co-op"), ("ＡＢ", "ab")],
)
def test_form(word: str, expected: str) -> None:
    assert form(word) == expected


def test_forms_are_those_of_the_words() -> None:
    assert forms("The U.S. envoy’s 3.5 visits") == tuple(word.form for word in words("The U.S. envoy’s 3.5 visits"))
