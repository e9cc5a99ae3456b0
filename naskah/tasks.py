"""What the queue carries: the key of a `Cetakan` and the number of its run. The work is in `naskah.pekerjaan`."""

from django_tasks import task

ANTREAN = "cetakan"


@task(queue_name=ANTREAN)
def cetak_di_latar(cetakan_id: int, percobaan: int) -> None:
    """Print the paper, unless this run is no longer wanted."""
    # Imported when a worker works: the services that put something into the queue need no renderer.
    from naskah.pekerjaan import kerjakan

    kerjakan(cetakan_id, percobaan)
