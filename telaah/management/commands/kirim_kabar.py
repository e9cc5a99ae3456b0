"""`manage.py kirim_kabar`: one e-mail a person with what is unread; run it once a day by a timer."""

from typing import Any

from django.core.management.base import BaseCommand

from telaah.services import kirim_ringkasan


class Command(BaseCommand):
    """Sends the summaries; nothing is sent twice."""

    help = "Mengirim surel ringkasan kabar telaah kepada yang memilihnya."

    def handle(self, *args: Any, **options: Any) -> None:
        """Send and say how many."""
        self.stdout.write(f"{kirim_ringkasan()} surel ringkasan dikirim.")
