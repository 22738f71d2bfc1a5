# Made by callsheet from BurnCloud Video API; do not edit.
# Remake with: callsheet generate
"""The data of BurnCloud Video API, as typed models.

Fields that a newer server adds are kept. A field left out is None, and
`model_fields_set` tells it from one that is null.
"""

from __future__ import annotations

from typing import Annotated, Any, Literal, TypeAlias

from pydantic import Field

from ._model import Model

VideoModel: TypeAlias = (
    Literal[
        "kling-v1",
        "kling-v1-6",
        "kling-v2-master",
        "jimeng_vgfm_t2v_l20",
        "jimeng_vgfm_i2v_l20",
        "viduq1",
        "viduq2",
        "vidu2.0",
        "vidu1.5",
        "sora-2",
        "sora-2-pro",
        "veo-3",
        "veo-3.0-generate-001",
        "veo-3.1-generate-preview",
        "veo-3.1-fast-generate-preview",
    ]
    | str
)
"""Name of a model.

The first letters tell the vendor: `kling`, `jimeng`, `vidu`, `sora`, `veo`. Which
models a key may use is for the provider to say, and new ones appear often.
"""


class KlingMetadata(Model):
    """Parameters of Kling's models.

    An `image_tail`, the masks (`static_mask`, `dynamic_masks`) and `camera_control`
    exclude one another.
    """

    negative_prompt: str | None = None
    """What the clip should not show.

    At most 2500 characters.
    """

    image_tail: str | None = None
    """The picture to end with, as a URL or as Base64 text without a `data:` prefix.

    JPEG or PNG, up to 10 MB, each side at least 300 pixels.
    """

    seed: int | None = None
    """Start of the random numbers.

    Kling documents no such parameter and may ignore it.
    """

    image: str | None = None
    """The picture to start with, as for `image_tail`, its sides between 1:2.5 and
    2.5:1.

    Taken from outside the metadata when absent.
    """

    prompt: str | None = None
    """What the clip should show, instead of the prompt outside the metadata.

    At most 2500 characters.
    """

    mode: KlingMode | None = None
    """Quality of the clip.

    `std` when absent.
    """

    duration: str | int | None = None
    """Length in seconds: 5 or 10, with kling-v3 from 3 to 15.

    Send it as text: the gateway refuses a number.
    """

    aspect_ratio: Literal["16:9", "9:16", "1:1"] | str | None = None
    """Shape of the picture.

    When absent, the gateway derives it from `size` and else takes 1:1. Kling itself
    would take 16:9.
    """

    model_name: KlingModel | None = None
    """Kling's name for the model, instead of the one outside the metadata."""

    model: KlingModel | None = None
    """The same as `model_name`.

    The gateway sends both.
    """

    cfg_scale: float | None = None
    """How closely to follow the prompt, 0.5 when absent.

    Not for version 2 models.

    At least 0 and at most 1.
    """

    static_mask: str | None = None
    """Mask of what must not move, as a URL or as Base64 text, in the aspect ratio of
    the picture.
    """

    dynamic_masks: list[KlingDynamicMask] | None = None
    """Masks of what moves along a path, up to six.

    At most 6 items.
    """

    camera_control: KlingCameraControl | None = None
    """How the camera moves.

    By default the model decides.
    """

    callback_url: str | None = None
    """URL that is told when the job changes its state."""

    external_task_id: str | None = None
    """Your own id for the job, unique within your account."""


KlingMode: TypeAlias = Literal["std", "pro", "4k"] | str
"""Quality of a Kling clip: `std` is cheaper and faster, `pro` looks better.

`4k` exists with kling-v3 only.
"""


KlingModel: TypeAlias = (
    Literal[
        "kling-v1",
        "kling-v1-5",
        "kling-v1-6",
        "kling-v2-master",
        "kling-v2-1",
        "kling-v2-1-master",
        "kling-v2-5-turbo",
        "kling-v2-6",
        "kling-v3",
    ]
    | str
)
"""Kling's name for one of its models."""


class KlingDynamicMask(Model):
    """A part of the picture, and the path along which it moves."""

    mask: str | None = None
    """Mask of the part, as a URL or as Base64 text, in the aspect ratio of the
    picture.
    """

    trajectories: list[KlingPoint] | None = None
    """Points of the path in order, up to 77 for a clip of five seconds.

    At most 77 items.
    """


class KlingPoint(Model):
    """A point of a picture, counted from the bottom left corner."""

    x: int
    """Pixels from the left edge."""

    y: int
    """Pixels from the bottom edge."""


class KlingCameraControl(Model):
    """How the camera moves."""

    type: (
        Literal[
            "simple",
            "down_back",
            "forward_up",
            "right_turn_forward",
            "left_turn_forward",
        ]
        | str
        | None
    ) = None
    """The kind of movement.

    `simple` is described by `config`. The others are ready-made and take no `config`.
    """

    config: KlingCameraConfig | None = None
    """The movement, for the type `simple`."""


class KlingCameraConfig(Model):
    """A camera movement: six values from -10 to 10.

    Kling is said to want exactly one that is not 0.
    """

    horizontal: float | None = None
    """Shift to the left (negative) or to the right.

    At least -10 and at most 10.
    """

    vertical: float | None = None
    """Shift down (negative) or up.

    At least -10 and at most 10.
    """

    pan: float | None = None
    """A turn of the camera.

    Texts disagree on whether it goes up or to the side.

    At least -10 and at most 10.
    """

    tilt: float | None = None
    """A turn of the camera, in the other direction than `pan`.

    At least -10 and at most 10.
    """

    roll: float | None = None
    """Turn about the line of sight, counter-clockwise (negative) or clockwise.

    At least -10 and at most 10.
    """

    zoom: float | None = None
    """Change of the focal length, to a narrower (negative) or a wider view.

    At least -10 and at most 10.
    """


class JimengMetadata(Model):
    """Parameters of Jimeng's models.

    Pictures are given in one of `image_urls` and `binary_data_base64`, not in both.
    """

    req_key: (
        Literal[
            "jimeng_vgfm_t2v_l20",
            "jimeng_vgfm_i2v_l20",
            "jimeng_t2v_v30",
            "jimeng_t2v_v30_1080p",
            "jimeng_i2v_first_v30",
            "jimeng_i2v_first_v30_1080",
            "jimeng_i2v_first_tail_v30",
            "jimeng_i2v_first_tail_v30_1080",
            "jimeng_ti2v_v30_pro",
        ]
        | str
        | None
    ) = None
    """Jimeng's name for the model and what it works from (`t2v` is text, `i2v` an
    image).

    Wins over the model outside the metadata.
    """

    image_urls: list[str] | None = None
    """URLs of the pictures to start from.

    With two, the second is the last frame.
    """

    binary_data_base64: list[str] | None = None
    """The pictures themselves, as Base64 text, up to 4.7 MB each."""

    aspect_ratio: Literal["16:9", "4:3", "1:1", "3:4", "9:16", "21:9"] | str | None = (
        None
    )
    """Shape of the picture.

    Jimeng takes 16:9 when it is absent.
    """

    seed: int | None = None
    """Start of the random numbers, -1 for a different result each time.

    When absent, the gateway sends 0. Jimeng itself would take -1.

    At least -1.
    """

    frames: Literal[121, 241] | int | None = None
    """Length in frames, with version 3.0: 121 for five seconds, 241 for ten.

    When absent, the gateway derives it from `duration`.
    """

    prompt: str | None = None
    """What the clip should show, instead of the prompt outside the metadata.

    Version 2.0 Pro is said to take 150 characters, version 3.0 about 400.
    """


class ViduMetadata(Model):
    """Parameters of Vidu's models."""

    duration: int | None = None
    """Length in seconds: 5 with viduq1, 4 or 8 with vidu2.0 and vidu1.5, 1 to 10 with
    viduq2, 1 to 16 with viduq3.

    When absent, the duration outside the metadata, else 5.

    At least 1 and at most 16.
    """

    seed: int | None = None
    """Start of the random numbers.

    0, or none, gives a different result each time.

    At least 0 and at most 2147483647.
    """

    resolution: Literal["360p", "540p", "720p", "1080p"] | str | None = None
    """Picture height.

    Which ones exist depends on model and duration, and viduq1 has 1080p only. Send it
    whenever you send `size`: the gateway would otherwise pass the size on as the
    resolution.
    """

    movement_amplitude: Literal["auto", "small", "medium", "large"] | str | None = None
    """How much moves in the clip, `auto` when absent.

    No effect with viduq2 and viduq3.
    """

    bgm: bool | None = None
    """Whether to add music.

    Off when absent. Not for viduq3, and no effect at 9 and 10 seconds with viduq2.
    """

    payload: str | None = None
    """Any text of yours.

    Vidu returns it with the result.

    At most 1048576 characters.
    """

    callback_url: str | None = None
    """URL that is told when the job changes its state."""

    images: list[str] | None = None
    """Pictures, each as a URL or as a data URL: one for the first frame, two for the
    first and the last, up to seven (three with vidu2.0) as references for what to show.

    PNG, JPEG or WebP, up to 50 MB, less than four times as long as wide.

    1 to 7 items.
    """

    prompt: str | None = None
    """What the clip should show, instead of the prompt outside the metadata.

    Older models take 1500 characters.

    At most 5000 characters.
    """

    model: Literal["viduq1", "viduq2", "vidu2.0", "vidu1.5"] | str | None = None
    """Vidu's name for the model, instead of the one outside the metadata."""

    action: (
        Literal["generate", "textGenerate", "firstTailGenerate", "referenceGenerate"]
        | str
        | None
    ) = None
    """What to make from the pictures.

    When absent, their number decides: none is `textGenerate`, one `generate`, two
    `firstTailGenerate`, more `referenceGenerate`.
    """

    style: Literal["general", "anime"] | str | None = None
    """Style of the clip.

    Older gateways drop it.
    """

    aspect_ratio: Literal["16:9", "9:16", "1:1", "3:4", "4:3"] | str | None = None
    """Shape of the picture.

    Older gateways drop it.
    """


class VeoMetadata(Model):
    """Parameters of Google's Veo models."""

    aspect_ratio: Annotated[
        Literal["16:9", "9:16"] | str | None, Field(alias="aspectRatio")
    ] = None
    """Shape of the picture."""

    duration_seconds: Annotated[
        Literal[4, 6, 8] | int | None, Field(alias="durationSeconds")
    ] = None
    """Length in seconds."""

    negative_prompt: Annotated[str | None, Field(alias="negativePrompt")] = None
    """What the clip should not show."""

    person_generation: Annotated[
        Literal["allow_all", "allow_adult"] | str | None,
        Field(alias="personGeneration"),
    ] = None
    """Which people may be shown.

    Text-to-video takes `allow_all`, image-to-video `allow_adult`.
    """

    resolution: str | None = None
    """Picture height."""

    storage_uri: Annotated[str | None, Field(alias="storageUri")] = None
    """Where in Google Cloud Storage to put the clip.

    On Vertex only.
    """

    sample_count: Annotated[int | None, Field(alias="sampleCount")] = None
    """How many clips to make, 1 when absent.

    On Vertex only.

    At least 1.
    """


class AliMetadata(Model):
    """Parameters of Ali's Wan models."""

    img_url: str | None = None
    """URL of the picture that the clip begins with."""

    first_frame_url: str | None = None
    """URL of the first picture, for clips between two."""

    last_frame_url: str | None = None
    """URL of the last picture, for clips between two."""

    resolution: str | None = None
    """Picture height."""

    prompt_extend: bool | None = None
    """Whether the vendor may write the prompt anew, with more detail."""

    watermark: bool | None = None
    """Whether to print a watermark on the clip."""


VendorMetadata: TypeAlias = (
    KlingMetadata
    | JimengMetadata
    | ViduMetadata
    | VeoMetadata
    | AliMetadata
    | dict[str, Any]
)
"""Parameters that only one vendor knows.

Pick the schema of the vendor whose model you use, or send any other object. A key here
wins over the property of the same meaning outside. Keys that the server does not know
are ignored or passed on. A value of the wrong JSON type can make the call fail.
"""


class GenerationRequest(Model):
    """What to generate, in the gateway's own format."""

    model: VideoModel
    """The model to use.

    It also decides what `metadata` may hold.
    """

    prompt: str
    """What the clip should show.

    Not blank. The vendor limits its length, to between 150 and 5000 characters.

    At least 1 character. Matches `\\S`.
    """

    image: str | None = None
    """The picture to start from, as a URL or as Base64 text.

    It becomes the first frame. Ignored when `images` is given.
    """

    images: list[str] | None = None
    """Several pictures, each as a URL or as Base64 text, for vendors that take them.

    Their number decides what they mean: one is the first frame, two are the first and
    the last, three or more are references for what to show.
    """

    size: str | None = None
    """Picture size as WIDTHxHEIGHT.

    Vendors translate it: Kling into the nearest aspect ratio it knows, Vidu into a
    resolution unless `metadata` holds one. Jimeng ignores it.
    """

    mode: KlingMode | None = None
    """Quality of the clip.

    Read by Kling, which takes `std` when it is absent.
    """

    duration: float | None = None
    """Length of the clip in seconds, by default the vendor's (5 for Kling, Jimeng and
    Vidu).

    Send a whole number: many servers refuse fractions.

    More than 0.
    """

    width: int | None = None
    """Picture width in pixels.

    Many models ignore it. Prefer `size`.

    At least 1.
    """

    height: int | None = None
    """Picture height in pixels.

    Many models ignore it. Prefer `size`.

    At least 1.
    """

    fps: int | None = None
    """Frames per second.

    Many models ignore it.

    At least 1.
    """

    seed: int | None = None
    """Start of the random numbers, for a result that can be repeated.

    Many models ignore it here and read the one in `metadata`.
    """

    n: int | None = None
    """How many clips to make.

    Many models ignore it and make one.

    At least 1.
    """

    response_format: str | None = None
    """How to return the clip.

    Only `url` is known.
    """

    user: str | None = None
    """Your own name for the end user, to help the provider detect abuse."""

    metadata: VendorMetadata | None = None
    """Parameters that only the vendor of `model` knows."""


class GenerationReceipt(Model):
    """Confirms that a job has been taken.

    Only the id is certain to be there.
    """

    task_id: str
    """The job's id.

    Retrieve the generation with it.

    At least 1 character.
    """

    id: str | None = None
    """The same id under the name that the OpenAI video format has for it.

    At least 1 character.
    """

    object: Literal["video"] | None = None
    """What this object is.

    Always `video`.
    """

    model: VideoModel | None = None
    """The model that was asked for."""

    status: GenerationStatus | None = None
    """Where the job stands.

    Empty when the server has not heard from the vendor yet.
    """

    progress: int | None = None
    """How far the job has come, in per cent.

    At least 0 and at most 100.
    """

    created_at: int | None = None
    """When the job was taken, in seconds since 1970 (UTC)."""


GenerationStatus: TypeAlias = (
    Literal[
        "queued",
        "processing",
        "in_progress",
        "succeeded",
        "completed",
        "failed",
        "NOT_START",
        "SUBMITTED",
        "QUEUED",
        "IN_PROGRESS",
        "SUCCESS",
        "FAILURE",
        "UNKNOWN",
    ]
    | str
)
"""Where a generation stands.

`queued` and `processing` (or `in_progress`) mean that it goes on, `succeeded` (or
`completed`) that the clip is ready, and `failed` that there will be none. The gateway's
words are in capitals and mean the same: `NOT_START`, `SUBMITTED`, `QUEUED` and
`UNKNOWN` are before the work, `IN_PROGRESS` is during it, `SUCCESS` and `FAILURE` are
after it. Take a word that is not listed for a job that goes on.
"""


class GenerationTask(Model):
    """A video generation as it stands.

    Two forms share this schema. The documented one has `url`, `format`, `metadata` and
    `error`. The gateway's has `action`, `fail_reason`, `submit_time`, `start_time`,
    `finish_time`, `progress` and `data`, and newer ones `result_url`. Newer gateways
    add fields for their operators (channel, quota, user), which are kept as additional
    properties.
    """

    task_id: str
    """The job's id.

    At least 1 character.
    """

    status: GenerationStatus
    """Where the job stands."""

    url: str | None = None
    """Where the finished clip can be fetched, for a limited time.

    Documented form.
    """

    format: str | None = None
    """File format of the clip.

    Documented form.
    """

    metadata: ClipMetadata | None = None
    """Facts about the finished clip, null before.

    Documented form.
    """

    error: GenerationError | None = None
    """Why the job failed, null if it did not.

    Documented form.
    """

    progress: int | str | None = None
    """How far the job has come: a number from 0 to 100, or from the gateway a text such
    as `30%`.
    """

    action: (
        Literal[
            "generate",
            "textGenerate",
            "firstTailGenerate",
            "referenceGenerate",
            "remixGenerate",
        ]
        | str
        | None
    ) = None
    """What kind of generation this is.

    Gateway's form.
    """

    fail_reason: str | None = None
    """Why the job failed.

    Gateways of 2025 put the URL of the clip here when the job has succeeded. Gateway's
    form.
    """

    result_url: str | None = None
    """Where the finished clip can be fetched.

    Form of newer gateways.
    """

    video_url: str | None = None
    """Where the finished clip can be fetched, as some documents call it."""

    submit_time: int | None = None
    """When the job was taken, in seconds since 1970 (UTC), 0 if unknown.

    Gateway's form.
    """

    start_time: int | None = None
    """When the work began, in seconds since 1970 (UTC), 0 if it has not.

    Gateway's form.
    """

    finish_time: int | None = None
    """When the work ended, in seconds since 1970 (UTC), 0 if it has not.

    Gateway's form.
    """

    data: Any = None
    """The vendor's latest answer as it came, or null.

    Its shape is the vendor's business. Gateway's form.
    """

    id: int | str | None = None
    """Newer gateways: the number of the job in their database.

    Some documents: another name for `task_id`.
    """

    platform: str | None = None
    """The vendor that does the work.

    Form of newer gateways.
    """

    created_at: int | None = None
    """When the record was made, in seconds since 1970 (UTC).

    Form of newer gateways.
    """

    updated_at: int | None = None
    """When the record last changed, in seconds since 1970 (UTC).

    Form of newer gateways.
    """


class ClipMetadata(Model):
    """Facts about a finished clip."""

    duration: float | None = None
    """Length in seconds.

    At least 0.
    """

    fps: int | None = None
    """Frames per second.

    At least 0.
    """

    width: int | None = None
    """Picture width in pixels.

    At least 0.
    """

    height: int | None = None
    """Picture height in pixels.

    At least 0.
    """

    seed: int | None = None
    """The seed that was used."""


class GenerationError(Model):
    """Why a generation failed."""

    code: int | str | None = None
    """The vendor's code for the reason."""

    message: str | None = None
    """The reason, for people."""


class GenerationTaskEnvelope(Model):
    """The gateway's wrapping around a generation."""

    code: Literal["success"] = "success"
    """Always `success`, also when the job inside has failed."""

    message: str | None = None
    """Empty."""

    data: GenerationTask
    """The generation."""


class VideoParameters(Model):
    """What to generate, as far as it is the same in JSON and in a form."""

    prompt: str
    """What the clip should show.

    Not blank.

    1 to 32000 characters. Matches `\\S`.
    """

    model: VideoModel | None = None
    """The model to use.

    Name one even if the default suits you: some servers have none.

    Default: `"sora-2"`.
    """

    seconds: str | int | None = None
    """Length of the clip in seconds, as text.

    Sora takes `4`, `8` and `12`. Other models take other numbers, and Veo may ignore
    it.

    Default: `"4"`.
    """

    size: Literal["720x1280", "1280x720", "1024x1792", "1792x1024"] | str | None = None
    """Picture size as WIDTHxHEIGHT.

    `sora-2` takes 720x1280 and 1280x720, `sora-2-pro` also 1024x1792 and 1792x1024.
    Other models take other sizes, and Veo may ignore it.

    Default: `"720x1280"`.
    """

    image: str | None = None
    """The picture to start from, as a URL or as Base64 text, for models other than
    Sora.

    Ignored when `images` is given.
    """

    images: list[str] | None = None
    """Several pictures, each as a URL or as Base64 text, for models that take them."""

    duration: float | None = None
    """Length of the clip in seconds, for models other than Sora.

    Prefer `seconds`.

    More than 0.
    """

    mode: KlingMode | None = None
    """Quality of the clip.

    Read by Kling.
    """


class VideoRequest(Model):
    """What to generate, as JSON."""

    prompt: str
    """What the clip should show.

    Not blank.

    1 to 32000 characters. Matches `\\S`.
    """

    model: VideoModel | None = None
    """The model to use.

    Name one even if the default suits you: some servers have none.

    Default: `"sora-2"`.
    """

    seconds: str | int | None = None
    """Length of the clip in seconds, as text.

    Sora takes `4`, `8` and `12`. Other models take other numbers, and Veo may ignore
    it.

    Default: `"4"`.
    """

    size: Literal["720x1280", "1280x720", "1024x1792", "1792x1024"] | str | None = None
    """Picture size as WIDTHxHEIGHT.

    `sora-2` takes 720x1280 and 1280x720, `sora-2-pro` also 1024x1792 and 1792x1024.
    Other models take other sizes, and Veo may ignore it.

    Default: `"720x1280"`.
    """

    image: str | None = None
    """The picture to start from, as a URL or as Base64 text, for models other than
    Sora.

    Ignored when `images` is given.
    """

    images: list[str] | None = None
    """Several pictures, each as a URL or as Base64 text, for models that take them."""

    duration: float | None = None
    """Length of the clip in seconds, for models other than Sora.

    Prefer `seconds`.

    More than 0.
    """

    mode: KlingMode | None = None
    """Quality of the clip.

    Read by Kling.
    """

    input_reference: ImageReference | str | None = None
    """The picture that guides the clip: an object with its URL or file id or, for the
    gateway, its URL or Base64 text alone.

    Some models want it in the size of the clip.
    """

    metadata: VendorMetadata | None = None
    """Parameters that only the vendor of `model` knows."""


class ImageReference(Model):
    """A picture, by its URL or by the id of an uploaded file.

    Exactly one of the two.
    """

    image_url: str | None = None
    """URL of the picture, or the picture itself as a data URL.

    At most 20971520 characters.
    """

    file_id: str | None = None
    """Id of a file uploaded before."""


class VideoForm(Model):
    """What to generate, as fields of a form, one of which may be a file."""

    prompt: str
    """What the clip should show.

    Not blank.

    1 to 32000 characters. Matches `\\S`.
    """

    model: VideoModel | None = None
    """The model to use.

    Name one even if the default suits you: some servers have none.

    Default: `"sora-2"`.
    """

    seconds: str | int | None = None
    """Length of the clip in seconds, as text.

    Sora takes `4`, `8` and `12`. Other models take other numbers, and Veo may ignore
    it.

    Default: `"4"`.
    """

    size: Literal["720x1280", "1280x720", "1024x1792", "1792x1024"] | str | None = None
    """Picture size as WIDTHxHEIGHT.

    `sora-2` takes 720x1280 and 1280x720, `sora-2-pro` also 1024x1792 and 1792x1024.
    Other models take other sizes, and Veo may ignore it.

    Default: `"720x1280"`.
    """

    image: str | None = None
    """The picture to start from, as a URL or as Base64 text, for models other than
    Sora.

    Ignored when `images` is given.
    """

    images: list[str] | None = None
    """Several pictures, each as a URL or as Base64 text, for models that take them."""

    duration: float | None = None
    """Length of the clip in seconds, for models other than Sora.

    Prefer `seconds`.

    More than 0.
    """

    mode: KlingMode | None = None
    """Quality of the clip.

    Read by Kling.
    """

    input_reference: str | None = None
    """The picture that guides the clip, as a file, or its URL as text.

    Some models want it in the size of the clip.
    """

    metadata: VendorMetadata | str | None = None
    """Parameters that only the vendor of `model` knows, as an object or as its JSON
    text.

    It is sent as JSON text.
    """


VideoStatus: TypeAlias = (
    Literal[
        "queued",
        "in_progress",
        "completed",
        "failed",
        "processing",
        "succeeded",
        "unknown",
    ]
    | str
)
"""Where a video stands.

`queued` and `in_progress` mean that the work goes on, `completed` that the content can
be downloaded, and `failed` that there will be none. Some servers say `processing` for
`in_progress` and `succeeded` for `completed`. `unknown` and an empty text come before
the vendor has first answered. Take a word that is not listed for a job that goes on.
"""


VideoVariant: TypeAlias = Literal["video", "thumbnail", "spritesheet"] | str
"""Which file of a completed video to download."""


class Video(Model):
    """A video as it stands, in the OpenAI video format."""

    id: str
    """The video's id.

    Retrieve and download the video with it.

    At least 1 character.
    """

    object: Literal["video"] = "video"
    """What this object is.

    Always `video`.
    """

    model: VideoModel
    """The model that makes the video.

    Some servers leave it empty on later calls.
    """

    status: VideoStatus
    """Where the video stands."""

    progress: int
    """How far the work has come, in per cent.

    At least 0 and at most 100.
    """

    created_at: int
    """When the job was taken, in seconds since 1970 (UTC).

    The gateway has been seen to send milliseconds for Kling: take values above 100 000
    000 000 for those.
    """

    completed_at: int | None = None
    """When the video was finished, in seconds since 1970 (UTC), null before."""

    expires_at: int | None = None
    """When the content stops being available for download, in seconds since 1970 (UTC),
    null while unknown.
    """

    size: str | None = None
    """Picture size as WIDTHxHEIGHT.

    Not always the one that was asked for.
    """

    seconds: int | str | None = None
    """Length of the clip in seconds, as text.

    Some servers send a number.
    """

    quality: str | None = None
    """Quality of the clip.

    Not every server tells.
    """

    url: str | None = None
    """Where the finished clip can be fetched, from servers that tell.

    The content operation needs no URL.
    """

    prompt: str | None = None
    """The prompt that the video is made from, from servers that tell."""

    remixed_from_video_id: str | None = None
    """Id of the video that this one is a remix of, null if it is none."""

    error: VideoError | None = None
    """Why the video failed, null if it did not."""

    metadata: VideoMetadata | None = None
    """Further facts, from the gateway."""

    task_id: str | None = None
    """The same as `id`, sent by the gateway for older clients.

    Deprecated.
    """


class VideoError(Model):
    """Why a video failed."""

    code: str | None = None
    """The reason, for programs."""

    message: str | None = None
    """The reason, for people."""


class VideoMetadata(Model):
    """Further facts about a video, from the gateway."""

    url: str | None = None
    """Where the finished clip can be fetched from the vendor, for a limited time."""


class FlatError(Model):
    """A failed request, its particulars at the top of the body.

    The documented shape of the generations dialect. The gateway sends `data` in place
    of `param` and `type`.
    """

    code: int | str | None = None
    """What went wrong, for programs.

    Null if there is no code for it.
    """

    message: str
    """What went wrong, for people."""

    param: str | None = None
    """The parameter that caused it."""

    type: str | None = None
    """The class of the error."""

    data: Any = None
    """Further particulars.

    Null from the gateway.
    """


class NestedError(Model):
    """A failed request, its particulars under `error`.

    The documented shape of the videos dialect, and what the gateway sends in both when
    it refuses a key or finds no channel for a model.
    """

    error: ErrorDetail
    """The particulars."""


class ErrorDetail(Model):
    """The particulars of a failed request."""

    message: str
    """What went wrong, for people."""

    type: str
    """The class of the error."""

    code: int | str | None = None
    """What went wrong, for programs.

    May be empty, null or absent.
    """

    param: str | None = None
    """The parameter that caused it."""


ErrorBody: TypeAlias = FlatError | NestedError
"""The body of a failed request, in one of two shapes."""
