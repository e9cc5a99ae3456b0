"""The form renderer: every Django form of the project prints the design system's markup through it.

Here belongs only how fields look (templates in templates/formulir/, classes of widgets). What a form asks and checks
belongs to the forms.py of each app.
"""

from collections.abc import Mapping
from typing import Any

from django.forms.renderers import TemplatesSetting
from django.http import HttpRequest

INPUT = "govuk-input"

# Widget template of Django → class of the design system. Widgets not named here stay as Django prints them.
CLASSES: Mapping[str, str] = {
    **{
        f"django/forms/widgets/{name}.html": INPUT
        for name in ("text", "number", "email", "url", "password", "date", "datetime", "time", "tel", "search")
    },
    "django/forms/widgets/textarea.html": "govuk-textarea",
    "django/forms/widgets/select.html": "govuk-select",
    "django/forms/widgets/file.html": "govuk-file-upload",
    "django/forms/widgets/clearable_file_input.html": "govuk-file-upload",
    "django/forms/widgets/checkbox.html": "govuk-checkboxes__input",
}

# Widgets whose markup differs from Django's. Redirected here, and not shadowed by path, so that the admin, which
# names Django's own templates in its includes, keeps them.
TEMPLATES: Mapping[str, str] = {
    "django/forms/widgets/radio.html": "formulir/pilihan.html",
    "django/forms/widgets/checkbox_select.html": "formulir/pilihan.html",
    "django/forms/widgets/select_date.html": "formulir/tanggal.html",
    "django/forms/widgets/clearable_file_input.html": "formulir/berkas.html",
}


class PenyajiFormulir(TemplatesSetting):
    """Prints fields with `formulir/bidang.html` (label, hint, error, widget) and dresses widgets with classes.

    Used by `{{ form.nama.as_field_group }}` and by `{{ form }}`, which prints all fields. Form-wide errors are not
    printed with the fields: the page includes `komponen/ringkasan_galat.html` above the form.
    """

    form_template_name = "formulir/formulir.html"
    field_template_name = "formulir/bidang.html"

    def render(self, template_name: str, context: dict[str, Any], request: HttpRequest | None = None) -> str:
        """Render a form, a field or a widget; a widget gets the design system's class and template first."""
        if "widget" in context:
            context = {**context, "widget": _dressed(context["widget"])}
            template_name = TEMPLATES.get(template_name, template_name)
        return super().render(template_name, context, request)


def _dressed(widget: dict[str, Any]) -> dict[str, Any]:
    """Return a copy of a widget's context with the class for its kind, its error state and its subwidgets."""
    attrs = dict(widget["attrs"])
    base = CLASSES.get(widget["template_name"])
    if base:
        classes = [base]
        if attrs.get("aria-invalid") == "true":
            classes.append(f"{base}--error")
        if attrs.get("class"):
            classes.append(attrs["class"])
        attrs["class"] = " ".join(classes)
    dressed = {**widget, "attrs": attrs}
    if "subwidgets" in widget:
        dressed["subwidgets"] = [_dressed(sub) for sub in widget["subwidgets"]]
    return dressed
