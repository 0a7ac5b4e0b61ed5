"""The composition root: builds every part of the studio once, and gives each what it uses.

Only this file knows all of them. Doors (pages, command line, served routes) take parts from here;
no part is given the whole.
"""

import threading
from pathlib import Path
from typing import Self

from core.builder import Builder
from core.errors import StorageError
from core.models.pool import ModelPool
from core.models.registry import Catalog
from core.settings import Settings
from core.stages.table import STAGES
from db.artifacts import SqlArtifactStore
from db.blind_tests import BlindTests
from db.builds import Builds
from db.dashboard import Dashboard
from db.downloads import Downloads
from db.evaluations import Evaluations
from db.media import MediaStore
from db.pictures import Pictures
from db.quality import Quality
from db.ratings import Ratings
from db.session import Database
from db.shelves import Shelves
from db.speed import SpeedRecords
from db.stories import Stories
from db.surveys import Surveys
from db.tidying import Tidying
from db.training_jobs import TrainingJobs
from db.trainings import Trainings
from db.votes import Votes
from eval.stories import Gallery
from studio.about import AboutBook
from studio.at_once import AtOnce
from studio.attempts import Attempts
from studio.binding import Binder
from studio.books import Books
from studio.browsing import Browsing
from studio.building import Building
from studio.captions import Captions
from studio.casting_desk import CastingDesk
from studio.checking import Checking
from studio.comparing import Comparing
from studio.editing import Editing
from studio.evaluating import Evaluating, Records
from studio.example import Example
from studio.exploring import Exploring
from studio.exports import Exports
from studio.graphs import Graphs
from studio.jobs import Jobs
from studio.learned import Learned
from studio.lineage import Lineage
from studio.making import MakingDesk
from studio.media import StoredMedia
from studio.models import ModelLibrary
from studio.narrators import Narrators
from studio.opening import Opening
from studio.own_pictures import OwnPictures
from studio.own_voice import OwnVoice
from studio.page_wishes import PageWishes
from studio.paging import Paging
from studio.plotting import Plotting
from studio.preferring import Preferring
from studio.presets import Presets
from studio.rating import Rating
from studio.reading import Reading
from studio.restyling import Restyling
from studio.run_results import RunResults
from studio.scene_desk import SceneDesk
from studio.speed import Speed
from studio.suite_runs import SuiteRuns
from studio.swapping import Swapping
from studio.tidying import Housekeeping
from studio.training.blind import Blind
from studio.training.bringing import Bringing
from studio.training.room import TrainingRoom
from studio.training.versions import TrainedModels
from studio.training.work import TrainingWork
from studio.uploads import Uploads
from studio.variants import Variants
from studio.versions import Versions
from studio.work_queue import Queue
from studio.worker import Worker


class Studio:
    """The parts over one data directory, as attributes; `with` it, it is closed at the end."""

    def __init__(self, settings: Settings) -> None:
        self.settings = settings
        self.stopping = threading.Event()
        """Set once this process is going away; whatever works looks at it."""
        _make_folder(settings.data_dir)
        self._store(settings)
        self._models(settings)
        self._work(settings)
        self._change()
        self._measure(settings)
        self._keep(settings)

    def _store(self, settings: Settings) -> None:
        """Rows and files."""
        self.catalog = Catalog.load(settings.extra_catalog)
        self.database = Database(settings.database_url)
        self.database.migrate()
        self.files = MediaStore(settings.data_dir / "media")
        self.store = SqlArtifactStore(self.database, self.files)
        self.stories = Stories(self.database)
        self.builds = Builds(self.database)
        self.ratings = Ratings(self.database)
        self.pictures = Pictures(self.database)
        self.evaluations = Evaluations(self.database)
        self.stored = StoredMedia(self.files)
        self.uploads = Uploads(self.pictures, self.files, max_mib=settings.max_upload_mib)
        self.queue = Queue(settings.queue_url)
        self.queue.migrate(settings.data_dir / "queue.lock")

    def _models(self, settings: Settings) -> None:
        """Models, and who makes what with them."""
        self.pool = ModelPool(self.catalog, settings)
        self.builder = Builder(store=self.store, stages=STAGES, models=self.pool)
        self.narrators = Narrators(self.catalog, self.pool)
        self.presets = Presets(self.catalog, self.pool, self.narrators, usual=settings.preset)
        self.library = ModelLibrary(
            self.catalog, self.pool, self.presets, Downloads(self.database), self.queue,
            settings, stopping=self.stopping,
        )  # fmt: skip
        self.graphs = Graphs(self.stories, self.store, self.presets)

    def _work(self, settings: Settings) -> None:
        """Builds, and what is made at once."""
        self.jobs = Jobs(self.stories, self.builds, self.queue)
        self.voice = OwnVoice(self.graphs, self.store, self.files.read, self.catalog)
        self.at_once = AtOnce(self.graphs, self.store, self.builder, self.files.read, self.voice)
        self.captions = Captions(
            self.graphs, self.store, self.presets, self.pool,
            max_upload_mib=settings.max_upload_mib,
        )  # fmt: skip
        self.attempts = Attempts(settings.data_dir / "attempts")
        self.building = Building(
            self.graphs, self.store, self.builds, self.builder, self.attempts, self.files.read,
            guesses=self.captions.guesses, settle=self.voice.follow, stopping=self.stopping,
        )  # fmt: skip

    def _change(self) -> None:
        """Books: begun, read, changed."""
        graphs, store, at_once, jobs = self.graphs, self.store, self.at_once, self.jobs
        checking = Checking(self.catalog, self.presets, self.narrators)
        self.versions = Versions(graphs, store, at_once)
        self.reading = Reading(
            graphs, self.stories, store, self.builds, self.captions, self.presets,
            self.narrators, self.catalog,
        )  # fmt: skip
        self.own = OwnPictures(graphs, store, self.files.read, self.uploads, jobs)
        self.books = Books(checking, self.presets, self.uploads, self.stories, self.own, jobs)
        self.plotting = Plotting(graphs, self.stories, store, at_once, self.versions, jobs)
        self.editing = Editing(
            graphs, self.stories, store, checking, self.captions, at_once, self.plotting, self.own,
            jobs,
        )  # fmt: skip
        self.paging = Paging(graphs, store, at_once, self.editing, self.own, jobs)
        self.restyling = Restyling(graphs, self.editing, jobs)
        self.wishes = PageWishes(graphs, store, at_once, jobs)
        self.swapping = Swapping(graphs, store, jobs)
        self.variants = Variants(graphs, store, at_once, jobs)
        self.casting = CastingDesk(graphs, store, at_once, self.editing, jobs)
        self.scenes = SceneDesk(graphs, store, at_once, jobs)
        self.about = AboutBook(graphs, store, self.uploads)
        self.opening = Opening(
            store, self.catalog, self.presets, self.narrators, self.uploads, self.books,
            self.about, at_once,
        )  # fmt: skip

    def _measure(self, settings: Settings) -> None:
        """What readers say, and figures."""
        votes, surveys = Votes(self.database), Surveys(self.database)
        self.lineage = Lineage(votes)
        self.rating_desk = Rating(self.graphs, self.ratings)
        self.comparing = Comparing(votes, surveys, self.lineage, self.stories, self.store)
        self.preferring = Preferring(self.ratings, votes, self.lineage)
        self.learned = Learned(
            self.preferring, self.ratings, self.stories, self.presets,
            settings.data_dir / "learned.json",
        )  # fmt: skip
        self.speed = Speed(SpeedRecords(self.database), self.presets, self.catalog, self.pool)
        records = Records(
            dashboard=Dashboard(self.database),
            quality=Quality(self.database),
            ratings=self.ratings,
            surveys=surveys,
            votes=votes,
            speed=self.speed,
            preferring=self.preferring,
        )
        self.evaluating = Evaluating(self.database, records)
        self.run_results = RunResults(self.evaluations, settings.data_dir / "work")
        gallery = Gallery(self.stories, self.store, self.files)
        self.exploring = Exploring(
            self.queue, gallery, settings.data_dir / "explored",
            folders=settings.suite_folders, shared=settings.shared, stopping=self.stopping,
        )  # fmt: skip
        self.runs = SuiteRuns(
            self.evaluations, self.catalog, self.pool, self.presets, self.queue,
            lambda: gallery,
            work=settings.data_dir / "work", folders=settings.suite_folders, shared=settings.shared,
            metrics=settings.metrics,
            stopping=self.stopping,
        )  # fmt: skip

        jobs, rooms = TrainingJobs(self.database), settings.data_dir / "trainings"
        trained = TrainedModels(
            jobs, self.catalog, self.presets, self.pool, folder=rooms, base=settings.preset
        )
        bringing = Bringing(
            settings, self.stories, lambda: Gallery(self.stories, self.store, self.files),
            self.files.path,
        )  # fmt: skip
        self.training_work = TrainingWork(
            jobs, trained, self.queue, settings, folder=rooms, stopping=self.stopping
        )
        tests = BlindTests(self.database)
        self.training = TrainingRoom(
            jobs, Trainings(self.database), trained, bringing, self.training_work, tests, self.pool,
            settings, folder=rooms,
        )  # fmt: skip
        self.blind = Blind(
            tests, trained, self.catalog, self.pool, self.files, self.uploads, self.stories,
            self.queue, closed=self.training.closed(), stopping=self.stopping,
        )  # fmt: skip
        trained.bring()

    def _keep(self, settings: Settings) -> None:
        """The gallery, books as files, housekeeping, and the worker."""
        self.making = MakingDesk(self.graphs, self.stories, self.builds, self.speed, self.building)
        self.browsing = Browsing(self.graphs, self.stories, Shelves(self.database), self.files)
        self.example = Example(self.stories, self.opening, settings.data_dir / "example")
        self.binder = Binder(
            self.reading, self.files.read, self.catalog, self.about, lambda: self.pool.plan.device
        )
        self.exports = Exports(
            self.graphs, self.store, self.builds, self.binder, self.queue,
            settings.data_dir / "exports", stopping=self.stopping,
        )  # fmt: skip
        self.housekeeping = Housekeeping(
            Tidying(self.database), self.files, self.exports.folder, self.queue.forget_finished
        )
        self.worker = Worker(
            settings.queue_url,
            settings.data_dir / "worker.lock",
            {
                "build_story": self.building.step,
                "evaluate": self.runs.step,
                "download": self.library.step,
                "export_book": self.exports.step,
                "explore": self.exploring.step,
                "train": self.training_work.step,
                "blind_test": self.blind.step,
            },
            look=self._look,
            tidy=self.housekeeping.tidy_quietly,
            stopping=self.stopping,
        )

    def _look(self) -> None:
        """Enqueue what is unfinished but not in the queue."""
        waiting = self.queue.waiting()
        self.jobs.enqueue_forgotten(waiting)
        self.runs.enqueue_forgotten(waiting)
        self.exploring.enqueue_forgotten(waiting)
        self.library.enqueue_forgotten(waiting)
        self.training_work.enqueue_forgotten(waiting)
        self.blind.enqueue_forgotten(waiting)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def close(self) -> None:
        """Stop the worker and let go of models and database."""
        self.stopping.set()
        self.library.close()
        self.worker.stop()
        self.queue.close()
        self.pool.close()
        self.database.close()


def _make_folder(folder: Path) -> None:
    try:
        folder.mkdir(parents=True, exist_ok=True)
        probe = folder / ".writable"
        probe.write_bytes(b"")
        probe.unlink()
    except OSError as error:
        raise StorageError(
            f"The data directory {folder} cannot be written ({error.strerror}); free some space, "
            "change its rights, or set STUDIO_DATA_DIR to another folder."
        ) from error
