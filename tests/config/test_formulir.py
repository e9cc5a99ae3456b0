"""What a user meets in a form: label, hint, error and control belong together, whatever the widget."""

import re

import pytest
from django import forms
from django.template.loader import render_to_string


class FormContoh(forms.Form):
    """One field of each kind the screens use."""

    isu = forms.CharField(
        label="Isu faktual", help_text="Satu isu saja.", max_length=20, widget=forms.Textarea(attrs={"rows": 2})
    )
    satuan = forms.CharField(
        label="Satuan", widget=forms.TextInput(attrs={"class": "govuk-input--width-10"}), required=False
    )
    rumus = forms.ChoiceField(
        label="Jenis rumus",
        help_text="Pilih satu.",
        choices=[("j", "Jumlah"), ("p", "Persentase")],
        widget=forms.RadioSelect,
    )
    sumber = forms.MultipleChoiceField(
        label="Sumber data", choices=[("a", "Survei")], widget=forms.CheckboxSelectMultiple, required=False
    )
    tanggal = forms.DateField(label="Tanggal kesepakatan", widget=forms.SelectDateWidget(years=[2025]))
    final = forms.BooleanField(label="Kesepakatan ini final", required=False, help_text="Dapat diubah nanti.")
    versi = forms.IntegerField(widget=forms.HiddenInput)

    def clean(self) -> None:
        """Raise an error that belongs to no field."""
        raise forms.ValidationError("Jenis rumus dan satuan tidak cocok.")


@pytest.fixture
def terikat() -> FormContoh:
    """A form sent back with everything wrong."""
    return FormContoh({"isu": "<b>terlalu panjang untuk dua puluh huruf</b>", "versi": "1"})


def test_a_text_field_names_its_hint_and_error(terikat: FormContoh) -> None:
    """A screen reader hears the hint and the error with the control, and the typed text is kept, escaped."""
    html = terikat["isu"].as_field_group()
    assert '<label class="govuk-label govuk-label--s" for="id_isu">Isu faktual</label>' in html
    assert 'aria-describedby="id_isu_helptext id_isu_error"' in html
    assert 'id="id_isu_helptext"' in html and 'id="id_isu_error"' in html
    assert 'class="govuk-textarea govuk-textarea--error"' in html
    assert 'aria-invalid="true"' in html
    assert "Galat:</span>" in html
    assert "&lt;b&gt;terlalu panjang" in html and "<b>" not in html


def test_a_field_keeps_the_width_its_form_gives() -> None:
    """A form's own class stands beside the design system's, in one attribute."""
    html = FormContoh()["satuan"].as_field_group()
    assert html.count("class=") == 3
    assert 'class="govuk-input govuk-input--width-10"' in html


def test_radios_stand_in_a_fieldset_with_a_legend(terikat: FormContoh) -> None:
    """The question is read before the choices, with its hint and error, and each choice has its label."""
    html = terikat["rumus"].as_field_group()
    assert 'aria-describedby="id_rumus_helptext id_rumus_error"' in html
    assert re.search(r"<legend[^>]*>Jenis rumus</legend>", html)
    assert html.count('class="govuk-radios__input"') == 2
    assert re.search(r'<label[^>]*for="id_rumus_1"[^>]*>Persentase</label>', html)


def test_a_choice_made_stays_made() -> None:
    """What the user chose is still chosen when the form comes back."""
    html = FormContoh({"rumus": "p", "sumber": ["a"]})
    assert re.search(r'value="p"\s+id="id_rumus_1"\s+checked', html["rumus"].as_field_group())
    assert re.search(r'value="a"\s+id="id_sumber_0"\s+checked', html["sumber"].as_field_group())
    assert "govuk-checkboxes__input" in html["sumber"].as_field_group()


def test_a_date_of_three_lists_has_three_labels() -> None:
    """Each list of a date says what it asks; Django's own markup leaves them nameless."""
    html = FormContoh()["tanggal"].as_field_group()
    for suffix, text in (("day", "Tanggal"), ("month", "Bulan"), ("year", "Tahun")):
        assert re.search(rf'<label[^>]*for="id_tanggal_{suffix}"[^>]*>{text}</label>', html)
    assert html.count('class="govuk-select"') == 3


def test_a_single_checkbox_is_labelled_behind_the_box() -> None:
    """The box comes first, then its label, then the hint."""
    html = FormContoh()["final"].as_field_group()
    assert html.index('type="checkbox"') < html.index("<label") < html.index("Dapat diubah nanti.")
    assert 'class="govuk-checkboxes__input"' in html


def test_a_whole_form_prints_each_field_once_and_hides_the_hidden() -> None:
    """{{ form }} prints every field with the project's markup, hidden ones without label."""
    html = str(FormContoh())
    assert html.count("govuk-form-group") == 6
    assert html.count('name="versi"') == 1
    assert "Versi" not in html


def test_the_error_summary_links_to_every_field_with_an_error(terikat: FormContoh) -> None:
    """Each line leads to a control that exists; an error of the form as a whole stands there too."""
    html = render_to_string("komponen/ringkasan_galat.html", {"form": terikat})
    page = str(terikat)
    links = re.findall(r'href="#([^"]+)"', html)
    assert links[0] == "id_isu" and "id_rumus_0" in links
    assert all(f'id="{target}"' in page for target in links)
    assert "Ada yang perlu diperbaiki" in html
    assert "Jenis rumus dan satuan tidak cocok." in html


def test_the_error_summary_names_the_form_among_several(terikat: FormContoh) -> None:
    """On a page of several forms a line says which one it belongs to."""
    terikat.sebutan = "CSF 3"
    html = render_to_string("komponen/ringkasan_galat.html", {"daftar_form": [terikat]})
    assert "CSF 3, Jenis rumus: " in html
    assert "CSF 3: Jenis rumus dan satuan tidak cocok." in html


def test_no_error_no_summary() -> None:
    """A form without errors prints no box."""
    assert render_to_string("komponen/ringkasan_galat.html", {"form": FormContoh(), "daftar_form": []}).strip() == ""
