"""What is wrong with a form, for the summary above it (look.md, "Errors")."""

from collections.abc import Iterator

from django import forms


def first_id(field: forms.BoundField) -> str:
    """Where a link to the field leads: for radios and ticks to the first of them."""
    is_group = isinstance(field.field.widget, forms.RadioSelect | forms.CheckboxSelectMultiple)
    return f"{field.auto_id}_0" if is_group else field.auto_id


class TellsProblems(forms.Form):
    """For a form whose template has the summary (`components/form/problem.html`)."""

    def problems(self) -> Iterator[tuple[str, str]]:
        """What is wrong, in the order of the form: the id to jump to (empty for the whole form), and the words."""
        for message in self.non_field_errors():
            yield "", str(message)
        for name in self.fields:
            for message in self.errors.get(name, []):
                yield "" if self[name].is_hidden else first_id(self[name]), str(message)
