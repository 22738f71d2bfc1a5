# Made by callsheet from BurnCloud Video API; do not edit.
# Remake with: callsheet generate

"""What is asked of one group of operations, case by case."""

from __future__ import annotations

from .facts import Bundle, Case, Drop, Group, Put
from .operations import (
    VIDEOS_CREATE_JSON,
    VIDEOS_CREATE_MULTIPART,
    VIDEOS_RETRIEVE_REQUEST,
    VIDEOS_DOWNLOAD_CONTENT_REQUEST,
)

VIDEOS_CREATE_LIVES = Group(
    "videos_create_lives",
    check="lives",
    request=VIDEOS_CREATE_JSON,
    about=[
        "POST /v1/videos",
        "createVideo",
    ],
)

VIDEOS_CREATE_AGREES = Group(
    "videos_create_agrees",
    check="agrees",
    request=VIDEOS_CREATE_JSON,
    about=[
        "POST /v1/videos",
        "createVideo",
    ],
)

VIDEOS_CREATE_STAYS = Group(
    "videos_create_stays",
    check="stays",
    request=VIDEOS_CREATE_JSON,
    about=[
        "POST /v1/videos",
        "createVideo",
    ],
)

VIDEOS_CREATE_WAITS = Group(
    "videos_create_waits",
    check="waits",
    request=VIDEOS_CREATE_JSON,
    about=[
        "POST /v1/videos",
        "createVideo",
    ],
)

VIDEOS_CREATE_FAILS = Group(
    "videos_create_fails",
    check="fails",
    request=VIDEOS_CREATE_JSON,
    about=[
        "POST /v1/videos",
        "createVideo",
    ],
)

VIDEOS_CREATE_JSON_ACCEPTS = Group(
    "videos_create_json_accepts",
    check="accepts",
    request=VIDEOS_CREATE_JSON,
    about=[
        "POST /v1/videos",
        "createVideo",
    ],
    cases=[
        Case(
            "the smallest request",
            at="#/paths/~1v1~1videos/post",
            says="a request with no more than it must have",
        ),
        Case(
            "example sora-text-to-video",
            at="#/paths/~1v1~1videos/post/requestBody/content/application~1json/examples/sora-text-to-video",
            says="a documented example: Sora, from text alone.",
            body={
                "model": "sora-2",
                "prompt": "A calico cat playing a piano on stage",
                "size": "1280x720",
                "seconds": "8",
            },
        ),
        Case(
            "example veo-text-to-video",
            at="#/paths/~1v1~1videos/post/requestBody/content/application~1json/examples/veo-text-to-video",
            says="a documented example: Veo, from text alone. The prompt stands in for one lost in print.",
            body={
                "model": "veo-3",
                "prompt": "一只橘猫在雨后的屋檐下打盹，远处传来风铃声",
                "size": "1280x720",
                "seconds": "8",
            },
        ),
        Case(
            "example prompt-only",
            at="#/paths/~1v1~1videos/post/requestBody/content/application~1json/examples/prompt-only",
            says="a documented example: Nothing but a prompt, all else by default.",
            body={
                "prompt": "A calico cat playing a piano on stage",
            },
        ),
        Case(
            "example sora-image-to-video",
            at="#/paths/~1v1~1videos/post/requestBody/content/application~1json/examples/sora-image-to-video",
            says="a documented example: Sora, from a picture at a URL.",
            body={
                "model": "sora-2-pro",
                "prompt": "She turns around and smiles, then walks out of the frame",
                "size": "1792x1024",
                "seconds": "12",
                "input_reference": {
                    "image_url": "https://cdn.example.com/first-frame.png",
                },
            },
        ),
        Case(
            "example kling-metadata",
            at="#/paths/~1v1~1videos/post/requestBody/content/application~1json/examples/kling-metadata",
            says="a documented example: Kling, with a parameter that only Kling knows.",
            body={
                "model": "kling-v1",
                "prompt": "An astronaut walks on the moon",
                "seconds": "5",
                "metadata": {
                    "negative_prompt": "blurry",
                },
            },
        ),
        Case(
            "unknown: not known",
            at="#/components/schemas/VideoParameters/additionalProperties",
            says="additionalProperties: true",
            edits=[
                Put(
                    "/unknown",
                    "text",
                ),
            ],
        ),
        Case(
            "input_reference: given",
            at="#/components/schemas/VideoRequest/allOf/1/properties/input_reference",
            says="input_reference may be given",
            edits=[
                Put(
                    "/input_reference",
                    {
                        "image_url": "https://cdn.example.com/first-frame.png",
                    },
                ),
            ],
        ),
        Case(
            "input_reference: file_id alone",
            at="#/components/schemas/ImageReference/properties/file_id",
            says="file_id may be given",
            edits=[
                Put(
                    "/input_reference",
                    {
                        "file_id": "file-abc123",
                    },
                ),
            ],
        ),
        Case(
            "input_reference.image_url: quotes, a new line, a picture",
            at="#/components/schemas/ImageReference/properties/image_url/maxLength",
            says="maxLength: 20971520",
            edits=[
                Put(
                    "/input_reference",
                    {
                        "image_url": 'A "quoted" line,\nand one more 🎬',
                    },
                ),
            ],
        ),
        Case(
            "input_reference: a text",
            at="#/components/schemas/VideoRequest/allOf/1/properties/input_reference",
            says="a text may be given",
            edits=[
                Put(
                    "/input_reference",
                    "text",
                ),
            ],
        ),
        Case(
            "metadata: given",
            at="#/components/schemas/VideoRequest/allOf/1/properties/metadata",
            says="metadata may be given",
            edits=[
                Put(
                    "/metadata",
                    {},
                ),
            ],
        ),
        Case(
            "metadata.unknown: not known",
            at="#/components/schemas/KlingMetadata/additionalProperties",
            says="additionalProperties: true",
            edits=[
                Put(
                    "/metadata",
                    {
                        "unknown": "text",
                    },
                ),
            ],
        ),
        Case(
            "metadata.negative_prompt: given",
            at="#/components/schemas/KlingMetadata/properties/negative_prompt",
            says="negative_prompt may be given",
            edits=[
                Put(
                    "/metadata",
                    {
                        "negative_prompt": "模糊",
                    },
                ),
            ],
        ),
        Case(
            "metadata.negative_prompt: 2500 characters, the most",
            at="#/components/schemas/KlingMetadata/properties/negative_prompt/maxLength",
            says="maxLength: 2500",
            edits=[
                Put(
                    "/metadata",
                    {},
                ),
                Put(
                    "/metadata/negative_prompt",
                    "a",
                    times=2500,
                ),
            ],
        ),
        Case(
            "metadata.negative_prompt: 2500 characters beyond ASCII, the most",
            at="#/components/schemas/KlingMetadata/properties/negative_prompt/maxLength",
            says="maxLength: 2500",
            edits=[
                Put(
                    "/metadata",
                    {},
                ),
                Put(
                    "/metadata/negative_prompt",
                    "é",
                    times=2500,
                ),
            ],
        ),
        Case(
            "metadata.negative_prompt: quotes, a new line, a picture",
            at="#/components/schemas/KlingMetadata/properties/negative_prompt/maxLength",
            says="maxLength: 2500",
            edits=[
                Put(
                    "/metadata",
                    {
                        "negative_prompt": 'A "quoted" line,\nand one more 🎬',
                    },
                ),
            ],
        ),
        Case(
            "metadata.image_tail: given",
            at="#/components/schemas/KlingMetadata/properties/image_tail",
            says="image_tail may be given",
            edits=[
                Put(
                    "/metadata",
                    {
                        "image_tail": "https://cdn.example.com/last-frame.png",
                    },
                ),
            ],
        ),
        Case(
            "metadata.seed: given",
            at="#/components/schemas/KlingMetadata/properties/seed",
            says="seed may be given",
            edits=[
                Put(
                    "/metadata",
                    {
                        "seed": 20231234,
                    },
                ),
            ],
        ),
        Case(
            "metadata.image: given",
            at="#/components/schemas/KlingMetadata/properties/image",
            says="image may be given",
            edits=[
                Put(
                    "/metadata",
                    {
                        "image": "https://cdn.example.com/first-frame.png",
                    },
                ),
            ],
        ),
        Case(
            "metadata.prompt: given",
            at="#/components/schemas/KlingMetadata/properties/prompt",
            says="prompt may be given",
            edits=[
                Put(
                    "/metadata",
                    {
                        "prompt": "text",
                    },
                ),
            ],
        ),
        Case(
            "metadata.prompt: 2500 characters, the most",
            at="#/components/schemas/KlingMetadata/properties/prompt/maxLength",
            says="maxLength: 2500",
            edits=[
                Put(
                    "/metadata",
                    {},
                ),
                Put(
                    "/metadata/prompt",
                    "a",
                    times=2500,
                ),
            ],
        ),
        Case(
            "metadata.prompt: 2500 characters beyond ASCII, the most",
            at="#/components/schemas/KlingMetadata/properties/prompt/maxLength",
            says="maxLength: 2500",
            edits=[
                Put(
                    "/metadata",
                    {},
                ),
                Put(
                    "/metadata/prompt",
                    "é",
                    times=2500,
                ),
            ],
        ),
        Case(
            "metadata.prompt: quotes, a new line, a picture",
            at="#/components/schemas/KlingMetadata/properties/prompt/maxLength",
            says="maxLength: 2500",
            edits=[
                Put(
                    "/metadata",
                    {
                        "prompt": 'A "quoted" line,\nand one more 🎬',
                    },
                ),
            ],
        ),
        Case(
            "metadata.mode: given",
            at="#/components/schemas/KlingMetadata/properties/mode",
            says="mode may be given",
            edits=[
                Put(
                    "/metadata",
                    {
                        "mode": "std",
                    },
                ),
            ],
        ),
        Case(
            "metadata.mode: pro",
            at="#/components/schemas/KlingMode/enum",
            says="enum: std, pro, 4k",
            edits=[
                Put(
                    "/metadata",
                    {
                        "mode": "pro",
                    },
                ),
            ],
        ),
        Case(
            "metadata.mode: 4k",
            at="#/components/schemas/KlingMode/enum",
            says="enum: std, pro, 4k",
            edits=[
                Put(
                    "/metadata",
                    {
                        "mode": "4k",
                    },
                ),
            ],
        ),
        Case(
            "metadata.duration: given",
            at="#/components/schemas/KlingMetadata/properties/duration",
            says="duration may be given",
            edits=[
                Put(
                    "/metadata",
                    {
                        "duration": "5",
                    },
                ),
            ],
        ),
        Case(
            "metadata.duration: 1, the least",
            at="#/components/schemas/KlingMetadata/properties/duration/anyOf/1/minimum",
            says="minimum: 1",
            edits=[
                Put(
                    "/metadata",
                    {
                        "duration": 1,
                    },
                ),
            ],
        ),
        Case(
            "metadata.aspect_ratio: given",
            at="#/components/schemas/KlingMetadata/properties/aspect_ratio",
            says="aspect_ratio may be given",
            edits=[
                Put(
                    "/metadata",
                    {
                        "aspect_ratio": "16:9",
                    },
                ),
            ],
        ),
        Case(
            "metadata.aspect_ratio: 9:16",
            at="#/components/schemas/KlingMetadata/properties/aspect_ratio/enum",
            says="enum: 16:9, 9:16, 1:1",
            edits=[
                Put(
                    "/metadata",
                    {
                        "aspect_ratio": "9:16",
                    },
                ),
            ],
        ),
        Case(
            "metadata.aspect_ratio: 1:1",
            at="#/components/schemas/KlingMetadata/properties/aspect_ratio/enum",
            says="enum: 16:9, 9:16, 1:1",
            edits=[
                Put(
                    "/metadata",
                    {
                        "aspect_ratio": "1:1",
                    },
                ),
            ],
        ),
        Case(
            "metadata.model_name: given",
            at="#/components/schemas/KlingMetadata/properties/model_name",
            says="model_name may be given",
            edits=[
                Put(
                    "/metadata",
                    {
                        "model_name": "kling-v1",
                    },
                ),
            ],
        ),
        Case(
            "metadata.model: given",
            at="#/components/schemas/KlingMetadata/properties/model",
            says="model may be given",
            edits=[
                Put(
                    "/metadata",
                    {
                        "model": "kling-v1",
                    },
                ),
            ],
        ),
        Case(
            "metadata.cfg_scale: given",
            at="#/components/schemas/KlingMetadata/properties/cfg_scale",
            says="cfg_scale may be given",
            edits=[
                Put(
                    "/metadata",
                    {
                        "cfg_scale": 0.5,
                    },
                ),
            ],
        ),
        Case(
            "metadata.cfg_scale: 0, the least",
            at="#/components/schemas/KlingMetadata/properties/cfg_scale/minimum",
            says="minimum: 0",
            edits=[
                Put(
                    "/metadata",
                    {
                        "cfg_scale": 0,
                    },
                ),
            ],
        ),
        Case(
            "metadata.cfg_scale: 1, the most",
            at="#/components/schemas/KlingMetadata/properties/cfg_scale/maximum",
            says="maximum: 1",
            edits=[
                Put(
                    "/metadata",
                    {
                        "cfg_scale": 1,
                    },
                ),
            ],
        ),
        Case(
            "metadata.static_mask: given",
            at="#/components/schemas/KlingMetadata/properties/static_mask",
            says="static_mask may be given",
            edits=[
                Put(
                    "/metadata",
                    {
                        "static_mask": "text",
                    },
                ),
            ],
        ),
        Case(
            "metadata.dynamic_masks: given",
            at="#/components/schemas/KlingMetadata/properties/dynamic_masks",
            says="dynamic_masks may be given",
            edits=[
                Put(
                    "/metadata",
                    {
                        "dynamic_masks": [],
                    },
                ),
            ],
        ),
        Case(
            "metadata.dynamic_masks: 6 items, the most",
            at="#/components/schemas/KlingMetadata/properties/dynamic_masks/maxItems",
            says="maxItems: 6",
            edits=[
                Put(
                    "/metadata",
                    {},
                ),
                Put(
                    "/metadata/dynamic_masks",
                    [
                        {},
                    ],
                    times=6,
                ),
            ],
        ),
        Case(
            "metadata.dynamic_masks: one item",
            at="#/components/schemas/KlingMetadata/properties/dynamic_masks/items",
            says="items may be given",
            edits=[
                Put(
                    "/metadata",
                    {
                        "dynamic_masks": [
                            {},
                        ],
                    },
                ),
            ],
        ),
        Case(
            "metadata.dynamic_masks.0.unknown: not known",
            at="#/components/schemas/KlingDynamicMask/additionalProperties",
            says="additionalProperties: true",
            edits=[
                Put(
                    "/metadata",
                    {
                        "dynamic_masks": [
                            {
                                "unknown": "text",
                            },
                        ],
                    },
                ),
            ],
        ),
        Case(
            "metadata.dynamic_masks.0.mask: given",
            at="#/components/schemas/KlingDynamicMask/properties/mask",
            says="mask may be given",
            edits=[
                Put(
                    "/metadata",
                    {
                        "dynamic_masks": [
                            {
                                "mask": "text",
                            },
                        ],
                    },
                ),
            ],
        ),
        Case(
            "metadata.dynamic_masks.0.trajectories: given",
            at="#/components/schemas/KlingDynamicMask/properties/trajectories",
            says="trajectories may be given",
            edits=[
                Put(
                    "/metadata",
                    {
                        "dynamic_masks": [
                            {
                                "trajectories": [],
                            },
                        ],
                    },
                ),
            ],
        ),
        Case(
            "metadata.dynamic_masks.0.trajectories: 77 items, the most",
            at="#/components/schemas/KlingDynamicMask/properties/trajectories/maxItems",
            says="maxItems: 77",
            edits=[
                Put(
                    "/metadata",
                    {
                        "dynamic_masks": [
                            {},
                        ],
                    },
                ),
                Put(
                    "/metadata/dynamic_masks/0/trajectories",
                    [
                        {
                            "x": 279,
                            "y": 219,
                        },
                    ],
                    times=77,
                ),
            ],
        ),
        Case(
            "metadata.dynamic_masks.0.trajectories: one item",
            at="#/components/schemas/KlingDynamicMask/properties/trajectories/items",
            says="items may be given",
            edits=[
                Put(
                    "/metadata",
                    {
                        "dynamic_masks": [
                            {
                                "trajectories": [
                                    {
                                        "x": 279,
                                        "y": 219,
                                    },
                                ],
                            },
                        ],
                    },
                ),
            ],
        ),
        Case(
            "metadata.dynamic_masks.0.trajectories.0.unknown: not known",
            at="#/components/schemas/KlingPoint/additionalProperties",
            says="additionalProperties: true",
            edits=[
                Put(
                    "/metadata",
                    {
                        "dynamic_masks": [
                            {
                                "trajectories": [
                                    {
                                        "x": 279,
                                        "y": 219,
                                        "unknown": "text",
                                    },
                                ],
                            },
                        ],
                    },
                ),
            ],
        ),
        Case(
            "metadata.camera_control: given",
            at="#/components/schemas/KlingMetadata/properties/camera_control",
            says="camera_control may be given",
            edits=[
                Put(
                    "/metadata",
                    {
                        "camera_control": {},
                    },
                ),
            ],
        ),
        Case(
            "metadata.camera_control.unknown: not known",
            at="#/components/schemas/KlingCameraControl/additionalProperties",
            says="additionalProperties: true",
            edits=[
                Put(
                    "/metadata",
                    {
                        "camera_control": {
                            "unknown": "text",
                        },
                    },
                ),
            ],
        ),
        Case(
            "metadata.camera_control.type: given",
            at="#/components/schemas/KlingCameraControl/properties/type",
            says="type may be given",
            edits=[
                Put(
                    "/metadata",
                    {
                        "camera_control": {
                            "type": "simple",
                        },
                    },
                ),
            ],
        ),
        Case(
            "metadata.camera_control.type: down_back",
            at="#/components/schemas/KlingCameraControl/properties/type/enum",
            says="enum: simple, down_back, forward_up, right_turn_forward, left_t...",
            edits=[
                Put(
                    "/metadata",
                    {
                        "camera_control": {
                            "type": "down_back",
                        },
                    },
                ),
            ],
        ),
        Case(
            "metadata.camera_control.type: forward_up",
            at="#/components/schemas/KlingCameraControl/properties/type/enum",
            says="enum: simple, down_back, forward_up, right_turn_forward, left_t...",
            edits=[
                Put(
                    "/metadata",
                    {
                        "camera_control": {
                            "type": "forward_up",
                        },
                    },
                ),
            ],
        ),
        Case(
            "metadata.camera_control.type: right_turn_forward",
            at="#/components/schemas/KlingCameraControl/properties/type/enum",
            says="enum: simple, down_back, forward_up, right_turn_forward, left_t...",
            edits=[
                Put(
                    "/metadata",
                    {
                        "camera_control": {
                            "type": "right_turn_forward",
                        },
                    },
                ),
            ],
        ),
        Case(
            "metadata.camera_control.type: left_turn_forward",
            at="#/components/schemas/KlingCameraControl/properties/type/enum",
            says="enum: simple, down_back, forward_up, right_turn_forward, left_t...",
            edits=[
                Put(
                    "/metadata",
                    {
                        "camera_control": {
                            "type": "left_turn_forward",
                        },
                    },
                ),
            ],
        ),
        Case(
            "metadata.camera_control.config: given",
            at="#/components/schemas/KlingCameraControl/properties/config",
            says="config may be given",
            edits=[
                Put(
                    "/metadata",
                    {
                        "camera_control": {
                            "config": {},
                        },
                    },
                ),
            ],
        ),
        Case(
            "metadata.camera_control.config.unknown: not known",
            at="#/components/schemas/KlingCameraConfig/additionalProperties",
            says="additionalProperties: true",
            edits=[
                Put(
                    "/metadata",
                    {
                        "camera_control": {
                            "config": {
                                "unknown": "text",
                            },
                        },
                    },
                ),
            ],
        ),
        Case(
            "metadata.camera_control.config.horizontal: given",
            at="#/components/schemas/KlingCameraConfig/properties/horizontal",
            says="horizontal may be given",
            edits=[
                Put(
                    "/metadata",
                    {
                        "camera_control": {
                            "config": {
                                "horizontal": 2.5,
                            },
                        },
                    },
                ),
            ],
        ),
        Case(
            "metadata.camera_control.config.horizontal: -10, the least",
            at="#/components/schemas/KlingCameraConfig/properties/horizontal/minimum",
            says="minimum: -10",
            edits=[
                Put(
                    "/metadata",
                    {
                        "camera_control": {
                            "config": {
                                "horizontal": -10,
                            },
                        },
                    },
                ),
            ],
        ),
        Case(
            "metadata.camera_control.config.horizontal: 10, the most",
            at="#/components/schemas/KlingCameraConfig/properties/horizontal/maximum",
            says="maximum: 10",
            edits=[
                Put(
                    "/metadata",
                    {
                        "camera_control": {
                            "config": {
                                "horizontal": 10,
                            },
                        },
                    },
                ),
            ],
        ),
        Case(
            "metadata.camera_control.config.horizontal: -9.5, a fraction",
            at="#/components/schemas/KlingCameraConfig/properties/horizontal/type",
            says="type: number",
            edits=[
                Put(
                    "/metadata",
                    {
                        "camera_control": {
                            "config": {
                                "horizontal": -9.5,
                            },
                        },
                    },
                ),
            ],
        ),
        Case(
            "metadata.camera_control.config.vertical: given",
            at="#/components/schemas/KlingCameraConfig/properties/vertical",
            says="vertical may be given",
            edits=[
                Put(
                    "/metadata",
                    {
                        "camera_control": {
                            "config": {
                                "vertical": 0,
                            },
                        },
                    },
                ),
            ],
        ),
        Case(
            "metadata.camera_control.config.vertical: -10, the least",
            at="#/components/schemas/KlingCameraConfig/properties/vertical/minimum",
            says="minimum: -10",
            edits=[
                Put(
                    "/metadata",
                    {
                        "camera_control": {
                            "config": {
                                "vertical": -10,
                            },
                        },
                    },
                ),
            ],
        ),
        Case(
            "metadata.camera_control.config.vertical: 10, the most",
            at="#/components/schemas/KlingCameraConfig/properties/vertical/maximum",
            says="maximum: 10",
            edits=[
                Put(
                    "/metadata",
                    {
                        "camera_control": {
                            "config": {
                                "vertical": 10,
                            },
                        },
                    },
                ),
            ],
        ),
        Case(
            "metadata.camera_control.config.pan: given",
            at="#/components/schemas/KlingCameraConfig/properties/pan",
            says="pan may be given",
            edits=[
                Put(
                    "/metadata",
                    {
                        "camera_control": {
                            "config": {
                                "pan": 0,
                            },
                        },
                    },
                ),
            ],
        ),
        Case(
            "metadata.camera_control.config.pan: -10, the least",
            at="#/components/schemas/KlingCameraConfig/properties/pan/minimum",
            says="minimum: -10",
            edits=[
                Put(
                    "/metadata",
                    {
                        "camera_control": {
                            "config": {
                                "pan": -10,
                            },
                        },
                    },
                ),
            ],
        ),
        Case(
            "metadata.camera_control.config.pan: 10, the most",
            at="#/components/schemas/KlingCameraConfig/properties/pan/maximum",
            says="maximum: 10",
            edits=[
                Put(
                    "/metadata",
                    {
                        "camera_control": {
                            "config": {
                                "pan": 10,
                            },
                        },
                    },
                ),
            ],
        ),
        Case(
            "metadata.camera_control.config.tilt: given",
            at="#/components/schemas/KlingCameraConfig/properties/tilt",
            says="tilt may be given",
            edits=[
                Put(
                    "/metadata",
                    {
                        "camera_control": {
                            "config": {
                                "tilt": 0,
                            },
                        },
                    },
                ),
            ],
        ),
        Case(
            "metadata.camera_control.config.tilt: -10, the least",
            at="#/components/schemas/KlingCameraConfig/properties/tilt/minimum",
            says="minimum: -10",
            edits=[
                Put(
                    "/metadata",
                    {
                        "camera_control": {
                            "config": {
                                "tilt": -10,
                            },
                        },
                    },
                ),
            ],
        ),
        Case(
            "metadata.camera_control.config.tilt: 10, the most",
            at="#/components/schemas/KlingCameraConfig/properties/tilt/maximum",
            says="maximum: 10",
            edits=[
                Put(
                    "/metadata",
                    {
                        "camera_control": {
                            "config": {
                                "tilt": 10,
                            },
                        },
                    },
                ),
            ],
        ),
        Case(
            "metadata.camera_control.config.roll: given",
            at="#/components/schemas/KlingCameraConfig/properties/roll",
            says="roll may be given",
            edits=[
                Put(
                    "/metadata",
                    {
                        "camera_control": {
                            "config": {
                                "roll": 0,
                            },
                        },
                    },
                ),
            ],
        ),
        Case(
            "metadata.camera_control.config.roll: -10, the least",
            at="#/components/schemas/KlingCameraConfig/properties/roll/minimum",
            says="minimum: -10",
            edits=[
                Put(
                    "/metadata",
                    {
                        "camera_control": {
                            "config": {
                                "roll": -10,
                            },
                        },
                    },
                ),
            ],
        ),
        Case(
            "metadata.camera_control.config.roll: 10, the most",
            at="#/components/schemas/KlingCameraConfig/properties/roll/maximum",
            says="maximum: 10",
            edits=[
                Put(
                    "/metadata",
                    {
                        "camera_control": {
                            "config": {
                                "roll": 10,
                            },
                        },
                    },
                ),
            ],
        ),
        Case(
            "metadata.camera_control.config.zoom: given",
            at="#/components/schemas/KlingCameraConfig/properties/zoom",
            says="zoom may be given",
            edits=[
                Put(
                    "/metadata",
                    {
                        "camera_control": {
                            "config": {
                                "zoom": 0,
                            },
                        },
                    },
                ),
            ],
        ),
        Case(
            "metadata.camera_control.config.zoom: -10, the least",
            at="#/components/schemas/KlingCameraConfig/properties/zoom/minimum",
            says="minimum: -10",
            edits=[
                Put(
                    "/metadata",
                    {
                        "camera_control": {
                            "config": {
                                "zoom": -10,
                            },
                        },
                    },
                ),
            ],
        ),
        Case(
            "metadata.camera_control.config.zoom: 10, the most",
            at="#/components/schemas/KlingCameraConfig/properties/zoom/maximum",
            says="maximum: 10",
            edits=[
                Put(
                    "/metadata",
                    {
                        "camera_control": {
                            "config": {
                                "zoom": 10,
                            },
                        },
                    },
                ),
            ],
        ),
        Case(
            "metadata.callback_url: given",
            at="#/components/schemas/KlingMetadata/properties/callback_url",
            says="callback_url may be given",
            edits=[
                Put(
                    "/metadata",
                    {
                        "callback_url": "https://your-callback-url.com/webhook",
                    },
                ),
            ],
        ),
        Case(
            "metadata.callback_url: a uri",
            at="#/components/schemas/KlingMetadata/properties/callback_url/format",
            says="format: uri",
            edits=[
                Put(
                    "/metadata",
                    {
                        "callback_url": "https://example.com/a",
                    },
                ),
            ],
        ),
        Case(
            "metadata.external_task_id: given",
            at="#/components/schemas/KlingMetadata/properties/external_task_id",
            says="external_task_id may be given",
            edits=[
                Put(
                    "/metadata",
                    {
                        "external_task_id": "text",
                    },
                ),
            ],
        ),
        Case(
            "metadata.req_key: given",
            at="#/components/schemas/JimengMetadata/properties/req_key",
            says="req_key may be given",
            edits=[
                Put(
                    "/metadata",
                    {
                        "req_key": "jimeng_vgfm_t2v_l20",
                    },
                ),
            ],
        ),
        Case(
            "metadata.image_urls: given",
            at="#/components/schemas/JimengMetadata/properties/image_urls",
            says="image_urls may be given",
            edits=[
                Put(
                    "/metadata",
                    {
                        "image_urls": [],
                    },
                ),
            ],
        ),
        Case(
            "metadata.image_urls: one item",
            at="#/components/schemas/JimengMetadata/properties/image_urls/items",
            says="items may be given",
            edits=[
                Put(
                    "/metadata",
                    {
                        "image_urls": [
                            "https://example.com/a",
                        ],
                    },
                ),
            ],
        ),
        Case(
            "metadata.binary_data_base64: given",
            at="#/components/schemas/JimengMetadata/properties/binary_data_base64",
            says="binary_data_base64 may be given",
            edits=[
                Put(
                    "/metadata",
                    {
                        "binary_data_base64": [],
                    },
                ),
            ],
        ),
        Case(
            "metadata.binary_data_base64: one item",
            at="#/components/schemas/JimengMetadata/properties/binary_data_base64/items",
            says="items may be given",
            edits=[
                Put(
                    "/metadata",
                    {
                        "binary_data_base64": [
                            "text",
                        ],
                    },
                ),
            ],
        ),
        Case(
            "metadata.seed: given (2)",
            at="#/components/schemas/JimengMetadata/properties/seed",
            says="seed may be given",
            edits=[
                Put(
                    "/metadata",
                    {
                        "seed": -1,
                    },
                ),
            ],
        ),
        Case(
            "metadata.frames: given",
            at="#/components/schemas/JimengMetadata/properties/frames",
            says="frames may be given",
            edits=[
                Put(
                    "/metadata",
                    {
                        "frames": 121,
                    },
                ),
            ],
        ),
        Case(
            "metadata.frames: 241",
            at="#/components/schemas/JimengMetadata/properties/frames/anyOf/0/enum",
            says="enum: 121, 241",
            edits=[
                Put(
                    "/metadata",
                    {
                        "frames": 241,
                    },
                ),
            ],
        ),
        Case(
            "metadata.duration: given (2)",
            at="#/components/schemas/ViduMetadata/properties/duration",
            says="duration may be given",
            edits=[
                Put(
                    "/metadata",
                    {
                        "duration": 5,
                    },
                ),
            ],
        ),
        Case(
            "metadata.duration: 16, the most",
            at="#/components/schemas/ViduMetadata/properties/duration/maximum",
            says="maximum: 16",
            edits=[
                Put(
                    "/metadata",
                    {
                        "duration": 16,
                    },
                ),
            ],
        ),
        Case(
            "metadata.seed: given (3)",
            at="#/components/schemas/ViduMetadata/properties/seed",
            says="seed may be given",
            edits=[
                Put(
                    "/metadata",
                    {
                        "seed": 0,
                    },
                ),
            ],
        ),
        Case(
            "metadata.seed: 2147483647, the most",
            at="#/components/schemas/ViduMetadata/properties/seed/maximum",
            says="maximum: 2147483647",
            edits=[
                Put(
                    "/metadata",
                    {
                        "seed": 2147483647,
                    },
                ),
            ],
        ),
        Case(
            "metadata.resolution: given",
            at="#/components/schemas/ViduMetadata/properties/resolution",
            says="resolution may be given",
            edits=[
                Put(
                    "/metadata",
                    {
                        "resolution": "360p",
                    },
                ),
            ],
        ),
        Case(
            "metadata.movement_amplitude: given",
            at="#/components/schemas/ViduMetadata/properties/movement_amplitude",
            says="movement_amplitude may be given",
            edits=[
                Put(
                    "/metadata",
                    {
                        "movement_amplitude": "auto",
                    },
                ),
            ],
        ),
        Case(
            "metadata.movement_amplitude: small",
            at="#/components/schemas/ViduMetadata/properties/movement_amplitude/enum",
            says="enum: auto, small, medium, large",
            edits=[
                Put(
                    "/metadata",
                    {
                        "movement_amplitude": "small",
                    },
                ),
            ],
        ),
        Case(
            "metadata.movement_amplitude: medium",
            at="#/components/schemas/ViduMetadata/properties/movement_amplitude/enum",
            says="enum: auto, small, medium, large",
            edits=[
                Put(
                    "/metadata",
                    {
                        "movement_amplitude": "medium",
                    },
                ),
            ],
        ),
        Case(
            "metadata.movement_amplitude: large",
            at="#/components/schemas/ViduMetadata/properties/movement_amplitude/enum",
            says="enum: auto, small, medium, large",
            edits=[
                Put(
                    "/metadata",
                    {
                        "movement_amplitude": "large",
                    },
                ),
            ],
        ),
        Case(
            "metadata.bgm: given",
            at="#/components/schemas/ViduMetadata/properties/bgm",
            says="bgm may be given",
            edits=[
                Put(
                    "/metadata",
                    {
                        "bgm": False,
                    },
                ),
            ],
        ),
        Case(
            "metadata.bgm: true",
            at="#/components/schemas/ViduMetadata/properties/bgm/type",
            says="type: boolean",
            edits=[
                Put(
                    "/metadata",
                    {
                        "bgm": True,
                    },
                ),
            ],
        ),
        Case(
            "metadata.payload: given",
            at="#/components/schemas/ViduMetadata/properties/payload",
            says="payload may be given",
            edits=[
                Put(
                    "/metadata",
                    {
                        "payload": "",
                    },
                ),
            ],
        ),
        Case(
            "metadata.payload: quotes, a new line, a picture",
            at="#/components/schemas/ViduMetadata/properties/payload/maxLength",
            says="maxLength: 1048576",
            edits=[
                Put(
                    "/metadata",
                    {
                        "payload": 'A "quoted" line,\nand one more 🎬',
                    },
                ),
            ],
        ),
        Case(
            "metadata.images: given",
            at="#/components/schemas/ViduMetadata/properties/images",
            says="images may be given",
            edits=[
                Put(
                    "/metadata",
                    {
                        "images": [
                            "text",
                        ],
                    },
                ),
            ],
        ),
        Case(
            "metadata.images: 7 items, the most",
            at="#/components/schemas/ViduMetadata/properties/images/maxItems",
            says="maxItems: 7",
            edits=[
                Put(
                    "/metadata",
                    {},
                ),
                Put(
                    "/metadata/images",
                    [
                        "text",
                    ],
                    times=7,
                ),
            ],
        ),
        Case(
            "metadata.model: given (2)",
            at="#/components/schemas/ViduMetadata/properties/model",
            says="model may be given",
            edits=[
                Put(
                    "/metadata",
                    {
                        "model": "viduq1",
                    },
                ),
            ],
        ),
        Case(
            "metadata.action: given",
            at="#/components/schemas/ViduMetadata/properties/action",
            says="action may be given",
            edits=[
                Put(
                    "/metadata",
                    {
                        "action": "generate",
                    },
                ),
            ],
        ),
        Case(
            "metadata.style: given",
            at="#/components/schemas/ViduMetadata/properties/style",
            says="style may be given",
            edits=[
                Put(
                    "/metadata",
                    {
                        "style": "general",
                    },
                ),
            ],
        ),
        Case(
            "metadata.aspectRatio: given",
            at="#/components/schemas/VeoMetadata/properties/aspectRatio",
            says="aspectRatio may be given",
            edits=[
                Put(
                    "/metadata",
                    {
                        "aspectRatio": "16:9",
                    },
                ),
            ],
        ),
        Case(
            "metadata.aspectRatio: 9:16",
            at="#/components/schemas/VeoMetadata/properties/aspectRatio/enum",
            says="enum: 16:9, 9:16",
            edits=[
                Put(
                    "/metadata",
                    {
                        "aspectRatio": "9:16",
                    },
                ),
            ],
        ),
        Case(
            "metadata.durationSeconds: given",
            at="#/components/schemas/VeoMetadata/properties/durationSeconds",
            says="durationSeconds may be given",
            edits=[
                Put(
                    "/metadata",
                    {
                        "durationSeconds": 4,
                    },
                ),
            ],
        ),
        Case(
            "metadata.durationSeconds: 6",
            at="#/components/schemas/VeoMetadata/properties/durationSeconds/enum",
            says="enum: 4, 6, 8",
            edits=[
                Put(
                    "/metadata",
                    {
                        "durationSeconds": 6,
                    },
                ),
            ],
        ),
        Case(
            "metadata.durationSeconds: 8",
            at="#/components/schemas/VeoMetadata/properties/durationSeconds/enum",
            says="enum: 4, 6, 8",
            edits=[
                Put(
                    "/metadata",
                    {
                        "durationSeconds": 8,
                    },
                ),
            ],
        ),
        Case(
            "metadata.negativePrompt: given",
            at="#/components/schemas/VeoMetadata/properties/negativePrompt",
            says="negativePrompt may be given",
            edits=[
                Put(
                    "/metadata",
                    {
                        "negativePrompt": "text",
                    },
                ),
            ],
        ),
        Case(
            "metadata.personGeneration: given",
            at="#/components/schemas/VeoMetadata/properties/personGeneration",
            says="personGeneration may be given",
            edits=[
                Put(
                    "/metadata",
                    {
                        "personGeneration": "allow_all",
                    },
                ),
            ],
        ),
        Case(
            "metadata.resolution: given (2)",
            at="#/components/schemas/VeoMetadata/properties/resolution",
            says="resolution may be given",
            edits=[
                Put(
                    "/metadata",
                    {
                        "resolution": "720p",
                    },
                ),
            ],
        ),
        Case(
            "metadata.storageUri: given",
            at="#/components/schemas/VeoMetadata/properties/storageUri",
            says="storageUri may be given",
            edits=[
                Put(
                    "/metadata",
                    {
                        "storageUri": "gs://my-bucket/clips/",
                    },
                ),
            ],
        ),
        Case(
            "metadata.sampleCount: given",
            at="#/components/schemas/VeoMetadata/properties/sampleCount",
            says="sampleCount may be given",
            edits=[
                Put(
                    "/metadata",
                    {
                        "sampleCount": 1,
                    },
                ),
            ],
        ),
        Case(
            "metadata.img_url: given",
            at="#/components/schemas/AliMetadata/properties/img_url",
            says="img_url may be given",
            edits=[
                Put(
                    "/metadata",
                    {
                        "img_url": "https://example.com/image.jpg",
                    },
                ),
            ],
        ),
        Case(
            "metadata.first_frame_url: given",
            at="#/components/schemas/AliMetadata/properties/first_frame_url",
            says="first_frame_url may be given",
            edits=[
                Put(
                    "/metadata",
                    {
                        "first_frame_url": "text",
                    },
                ),
            ],
        ),
        Case(
            "metadata.last_frame_url: given",
            at="#/components/schemas/AliMetadata/properties/last_frame_url",
            says="last_frame_url may be given",
            edits=[
                Put(
                    "/metadata",
                    {
                        "last_frame_url": "text",
                    },
                ),
            ],
        ),
        Case(
            "metadata.resolution: given (3)",
            at="#/components/schemas/AliMetadata/properties/resolution",
            says="resolution may be given",
            edits=[
                Put(
                    "/metadata",
                    {
                        "resolution": "720P",
                    },
                ),
            ],
        ),
        Case(
            "metadata.prompt_extend: given",
            at="#/components/schemas/AliMetadata/properties/prompt_extend",
            says="prompt_extend may be given",
            edits=[
                Put(
                    "/metadata",
                    {
                        "prompt_extend": True,
                    },
                ),
            ],
        ),
        Case(
            "metadata.prompt_extend: false",
            at="#/components/schemas/AliMetadata/properties/prompt_extend/type",
            says="type: boolean",
            edits=[
                Put(
                    "/metadata",
                    {
                        "prompt_extend": False,
                    },
                ),
            ],
        ),
        Case(
            "metadata.watermark: given",
            at="#/components/schemas/AliMetadata/properties/watermark",
            says="watermark may be given",
            edits=[
                Put(
                    "/metadata",
                    {
                        "watermark": True,
                    },
                ),
            ],
        ),
        Case(
            "metadata.watermark: false",
            at="#/components/schemas/AliMetadata/properties/watermark/type",
            says="type: boolean",
            edits=[
                Put(
                    "/metadata",
                    {
                        "watermark": False,
                    },
                ),
            ],
        ),
        Case(
            "prompt: 1 character, the least",
            at="#/components/schemas/VideoParameters/properties/prompt/minLength",
            says="minLength: 1",
            edits=[
                Put(
                    "/prompt",
                    "a",
                ),
            ],
        ),
        Case(
            "prompt: 32000 characters, the most",
            at="#/components/schemas/VideoParameters/properties/prompt/maxLength",
            says="maxLength: 32000",
            edits=[
                Put(
                    "/prompt",
                    "a",
                    times=32000,
                ),
            ],
        ),
        Case(
            "prompt: 32000 characters beyond ASCII, the most",
            at="#/components/schemas/VideoParameters/properties/prompt/maxLength",
            says="maxLength: 32000",
            edits=[
                Put(
                    "/prompt",
                    "é",
                    times=32000,
                ),
            ],
        ),
        Case(
            "prompt: quotes, a new line, a picture",
            at="#/components/schemas/VideoParameters/properties/prompt/minLength",
            says="minLength: 1",
            edits=[
                Put(
                    "/prompt",
                    'A "quoted" line,\nand one more 🎬',
                ),
            ],
        ),
        Case(
            "model: given",
            at="#/components/schemas/VideoParameters/properties/model",
            says="model may be given",
            edits=[
                Put(
                    "/model",
                    "sora-2",
                ),
            ],
        ),
        Case(
            "seconds: given",
            at="#/components/schemas/VideoParameters/properties/seconds",
            says="seconds may be given",
            edits=[
                Put(
                    "/seconds",
                    "8",
                ),
            ],
        ),
        Case(
            "seconds: 1, the least",
            at="#/components/schemas/VideoParameters/properties/seconds/anyOf/1/minimum",
            says="minimum: 1",
            edits=[
                Put(
                    "/seconds",
                    1,
                ),
            ],
        ),
        Case(
            "size: given",
            at="#/components/schemas/VideoParameters/properties/size",
            says="size may be given",
            edits=[
                Put(
                    "/size",
                    "1280x720",
                ),
            ],
        ),
        Case(
            "image: given",
            at="#/components/schemas/VideoParameters/properties/image",
            says="image may be given",
            edits=[
                Put(
                    "/image",
                    "https://cdn.example.com/first-frame.png",
                ),
            ],
        ),
        Case(
            "images: given",
            at="#/components/schemas/VideoParameters/properties/images",
            says="images may be given",
            edits=[
                Put(
                    "/images",
                    [],
                ),
            ],
        ),
        Case(
            "images: one item",
            at="#/components/schemas/VideoParameters/properties/images/items",
            says="items may be given",
            edits=[
                Put(
                    "/images",
                    [
                        "text",
                    ],
                ),
            ],
        ),
        Case(
            "duration: given",
            at="#/components/schemas/VideoParameters/properties/duration",
            says="duration may be given",
            edits=[
                Put(
                    "/duration",
                    5,
                ),
            ],
        ),
        Case(
            "duration: 1, within",
            at="#/components/schemas/VideoParameters/properties/duration/exclusiveMinimum",
            says="exclusiveMinimum: 0",
            edits=[
                Put(
                    "/duration",
                    1,
                ),
            ],
        ),
        Case(
            "mode: given",
            at="#/components/schemas/VideoParameters/properties/mode",
            says="mode may be given",
            edits=[
                Put(
                    "/mode",
                    "std",
                ),
            ],
        ),
        Case(
            "mode: pro",
            at="#/components/schemas/KlingMode/enum",
            says="enum: std, pro, 4k",
            edits=[
                Put(
                    "/mode",
                    "pro",
                ),
            ],
        ),
        Case(
            "mode: 4k",
            at="#/components/schemas/KlingMode/enum",
            says="enum: std, pro, 4k",
            edits=[
                Put(
                    "/mode",
                    "4k",
                ),
            ],
        ),
    ],
    bundles=[
        Bundle(
            names=[
                "unknown: not known",
                "input_reference: given",
                "metadata: given",
                "metadata.unknown: not known",
                "metadata.negative_prompt: given",
                "metadata.image_tail: given",
                "metadata.seed: given",
                "metadata.image: given",
                "metadata.prompt: given",
                "metadata.mode: given",
                "metadata.duration: given",
                "metadata.aspect_ratio: given",
                "metadata.model_name: given",
                "metadata.model: given",
                "metadata.cfg_scale: given",
                "metadata.static_mask: given",
                "metadata.dynamic_masks: given",
                "metadata.camera_control: given",
                "metadata.camera_control.unknown: not known",
                "metadata.camera_control.type: given",
                "metadata.camera_control.config: given",
                "metadata.camera_control.config.unknown: not known",
                "metadata.camera_control.config.horizontal: given",
                "metadata.camera_control.config.vertical: given",
                "metadata.camera_control.config.pan: given",
                "metadata.camera_control.config.tilt: given",
                "metadata.camera_control.config.roll: given",
                "metadata.camera_control.config.zoom: given",
                "metadata.callback_url: given",
                "metadata.external_task_id: given",
                "metadata.req_key: given",
                "metadata.image_urls: given",
                "metadata.binary_data_base64: given",
                "metadata.frames: given",
                "metadata.resolution: given",
                "metadata.movement_amplitude: given",
                "metadata.bgm: given",
                "metadata.payload: given",
                "metadata.images: given",
                "metadata.action: given",
                "metadata.style: given",
                "metadata.aspectRatio: given",
                "metadata.durationSeconds: given",
                "metadata.negativePrompt: given",
                "metadata.personGeneration: given",
                "metadata.storageUri: given",
                "metadata.sampleCount: given",
                "metadata.img_url: given",
                "metadata.first_frame_url: given",
                "metadata.last_frame_url: given",
                "metadata.prompt_extend: given",
                "metadata.watermark: given",
                "prompt: 1 character, the least",
                "model: given",
                "seconds: given",
                "size: given",
                "image: given",
                "images: given",
                "duration: given",
                "mode: given",
            ],
            edits=[
                Put(
                    "/unknown",
                    "text",
                ),
                Put(
                    "/input_reference",
                    {
                        "image_url": "https://cdn.example.com/first-frame.png",
                    },
                ),
                Put(
                    "/metadata",
                    {
                        "unknown": "text",
                        "negative_prompt": "模糊",
                        "image_tail": "https://cdn.example.com/last-frame.png",
                        "seed": 20231234,
                        "image": "https://cdn.example.com/first-frame.png",
                        "prompt": "text",
                        "mode": "std",
                        "duration": "5",
                        "aspect_ratio": "16:9",
                        "model_name": "kling-v1",
                        "model": "kling-v1",
                        "cfg_scale": 0.5,
                        "static_mask": "text",
                        "dynamic_masks": [],
                        "camera_control": {
                            "unknown": "text",
                            "type": "simple",
                            "config": {
                                "unknown": "text",
                                "horizontal": 2.5,
                                "vertical": 0,
                                "pan": 0,
                                "tilt": 0,
                                "roll": 0,
                                "zoom": 0,
                            },
                        },
                        "callback_url": "https://your-callback-url.com/webhook",
                        "external_task_id": "text",
                        "req_key": "jimeng_vgfm_t2v_l20",
                        "image_urls": [],
                        "binary_data_base64": [],
                        "frames": 121,
                        "resolution": "360p",
                        "movement_amplitude": "auto",
                        "bgm": False,
                        "payload": "",
                        "images": [
                            "text",
                        ],
                        "action": "generate",
                        "style": "general",
                        "aspectRatio": "16:9",
                        "durationSeconds": 4,
                        "negativePrompt": "text",
                        "personGeneration": "allow_all",
                        "storageUri": "gs://my-bucket/clips/",
                        "sampleCount": 1,
                        "img_url": "https://example.com/image.jpg",
                        "first_frame_url": "text",
                        "last_frame_url": "text",
                        "prompt_extend": True,
                        "watermark": True,
                    },
                ),
                Put(
                    "/prompt",
                    "a",
                ),
                Put(
                    "/model",
                    "sora-2",
                ),
                Put(
                    "/seconds",
                    "8",
                ),
                Put(
                    "/size",
                    "1280x720",
                ),
                Put(
                    "/image",
                    "https://cdn.example.com/first-frame.png",
                ),
                Put(
                    "/images",
                    [],
                ),
                Put(
                    "/duration",
                    5,
                ),
                Put(
                    "/mode",
                    "std",
                ),
            ],
        ),
        Bundle(
            names=[
                "input_reference: file_id alone",
                "metadata.negative_prompt: quotes, a new line, a picture",
                "metadata.prompt: quotes, a new line, a picture",
                "metadata.mode: pro",
                "metadata.duration: 1, the least",
                "metadata.aspect_ratio: 9:16",
                "metadata.cfg_scale: 0, the least",
                "metadata.dynamic_masks: one item",
                "metadata.camera_control.type: down_back",
                "metadata.camera_control.config.horizontal: -10, the least",
                "metadata.camera_control.config.vertical: -10, the least",
                "metadata.camera_control.config.pan: -10, the least",
                "metadata.camera_control.config.tilt: -10, the least",
                "metadata.camera_control.config.roll: -10, the least",
                "metadata.camera_control.config.zoom: -10, the least",
                "metadata.callback_url: a uri",
                "metadata.image_urls: one item",
                "metadata.binary_data_base64: one item",
                "metadata.seed: given (2)",
                "metadata.frames: 241",
                "metadata.movement_amplitude: small",
                "metadata.bgm: true",
                "metadata.payload: quotes, a new line, a picture",
                "metadata.model: given (2)",
                "metadata.aspectRatio: 9:16",
                "metadata.durationSeconds: 6",
                "metadata.resolution: given (2)",
                "metadata.prompt_extend: false",
                "metadata.watermark: false",
                "prompt: 32000 characters, the most",
                "seconds: 1, the least",
                "images: one item",
                "duration: 1, within",
                "mode: pro",
            ],
            edits=[
                Put(
                    "/input_reference",
                    {
                        "file_id": "file-abc123",
                    },
                ),
                Put(
                    "/metadata",
                    {
                        "negative_prompt": 'A "quoted" line,\nand one more 🎬',
                        "prompt": 'A "quoted" line,\nand one more 🎬',
                        "mode": "pro",
                        "duration": 1,
                        "aspect_ratio": "9:16",
                        "cfg_scale": 0,
                        "dynamic_masks": [
                            {},
                        ],
                        "camera_control": {
                            "type": "down_back",
                            "config": {
                                "horizontal": -10,
                                "vertical": -10,
                                "pan": -10,
                                "tilt": -10,
                                "roll": -10,
                                "zoom": -10,
                            },
                        },
                        "callback_url": "https://example.com/a",
                        "image_urls": [
                            "https://example.com/a",
                        ],
                        "binary_data_base64": [
                            "text",
                        ],
                        "seed": -1,
                        "frames": 241,
                        "movement_amplitude": "small",
                        "bgm": True,
                        "payload": 'A "quoted" line,\nand one more 🎬',
                        "model": "viduq1",
                        "aspectRatio": "9:16",
                        "durationSeconds": 6,
                        "resolution": "720p",
                        "prompt_extend": False,
                        "watermark": False,
                    },
                ),
                Put(
                    "/prompt",
                    "a",
                    times=32000,
                ),
                Put(
                    "/seconds",
                    1,
                ),
                Put(
                    "/images",
                    [
                        "text",
                    ],
                ),
                Put(
                    "/duration",
                    1,
                ),
                Put(
                    "/mode",
                    "pro",
                ),
            ],
        ),
        Bundle(
            names=[
                "input_reference.image_url: quotes, a new line, a picture",
                "metadata.mode: 4k",
                "metadata.aspect_ratio: 1:1",
                "metadata.cfg_scale: 1, the most",
                "metadata.dynamic_masks.0.unknown: not known",
                "metadata.camera_control.type: forward_up",
                "metadata.camera_control.config.horizontal: 10, the most",
                "metadata.camera_control.config.vertical: 10, the most",
                "metadata.camera_control.config.pan: 10, the most",
                "metadata.camera_control.config.tilt: 10, the most",
                "metadata.camera_control.config.roll: 10, the most",
                "metadata.camera_control.config.zoom: 10, the most",
                "metadata.duration: given (2)",
                "metadata.seed: given (3)",
                "metadata.movement_amplitude: medium",
                "metadata.durationSeconds: 8",
                "metadata.resolution: given (3)",
                "prompt: 32000 characters beyond ASCII, the most",
                "mode: 4k",
            ],
            edits=[
                Put(
                    "/input_reference",
                    {
                        "image_url": 'A "quoted" line,\nand one more 🎬',
                    },
                ),
                Put(
                    "/metadata",
                    {
                        "mode": "4k",
                        "aspect_ratio": "1:1",
                        "cfg_scale": 1,
                        "dynamic_masks": [
                            {
                                "unknown": "text",
                            },
                        ],
                        "camera_control": {
                            "type": "forward_up",
                            "config": {
                                "horizontal": 10,
                                "vertical": 10,
                                "pan": 10,
                                "tilt": 10,
                                "roll": 10,
                                "zoom": 10,
                            },
                        },
                        "duration": 5,
                        "seed": 0,
                        "movement_amplitude": "medium",
                        "durationSeconds": 8,
                        "resolution": "720P",
                    },
                ),
                Put(
                    "/prompt",
                    "é",
                    times=32000,
                ),
                Put(
                    "/mode",
                    "4k",
                ),
            ],
        ),
        Bundle(
            names=[
                "input_reference: a text",
                "metadata.dynamic_masks.0.mask: given",
                "metadata.camera_control.type: right_turn_forward",
                "metadata.camera_control.config.horizontal: -9.5, a fraction",
                "metadata.duration: 16, the most",
                "metadata.seed: 2147483647, the most",
                "metadata.movement_amplitude: large",
                "prompt: quotes, a new line, a picture",
            ],
            edits=[
                Put(
                    "/input_reference",
                    "text",
                ),
                Put(
                    "/metadata",
                    {
                        "dynamic_masks": [
                            {
                                "mask": "text",
                            },
                        ],
                        "camera_control": {
                            "type": "right_turn_forward",
                            "config": {
                                "horizontal": -9.5,
                            },
                        },
                        "duration": 16,
                        "seed": 2147483647,
                        "movement_amplitude": "large",
                    },
                ),
                Put(
                    "/prompt",
                    'A "quoted" line,\nand one more 🎬',
                ),
            ],
        ),
        Bundle(
            names=[
                "metadata.dynamic_masks.0.trajectories: given",
                "metadata.camera_control.type: left_turn_forward",
            ],
            edits=[
                Put(
                    "/metadata",
                    {
                        "dynamic_masks": [
                            {
                                "trajectories": [],
                            },
                        ],
                        "camera_control": {
                            "type": "left_turn_forward",
                        },
                    },
                ),
            ],
        ),
    ],
)

VIDEOS_CREATE_JSON_REFUSES = Group(
    "videos_create_json_refuses",
    check="refuses",
    request=VIDEOS_CREATE_JSON,
    about=[
        "POST /v1/videos",
        "createVideo",
    ],
    cases=[
        Case(
            "the body: a list",
            at="#/components/schemas/VideoRequest/allOf/1/type",
            says="type: object",
            edits=[
                Put(
                    "",
                    [],
                ),
            ],
        ),
        Case(
            "the body: a text",
            at="#/components/schemas/VideoRequest/allOf/1/type",
            says="type: object",
            edits=[
                Put(
                    "",
                    "text",
                ),
            ],
        ),
        Case(
            "the body: null",
            at="#/components/schemas/VideoRequest/allOf/1/type",
            says="type: object",
            edits=[
                Put(
                    "",
                    None,
                ),
            ],
        ),
        Case(
            "prompt: left out",
            at="#/components/schemas/VideoParameters/required",
            says="required: prompt",
            edits=[
                Drop(
                    "/prompt",
                ),
            ],
        ),
        Case(
            "input_reference: a number",
            at="#/components/schemas/ImageReference/type",
            says="type: object, string",
            edits=[
                Put(
                    "/input_reference",
                    1,
                ),
            ],
        ),
        Case(
            "input_reference: a list",
            at="#/components/schemas/ImageReference/type",
            says="type: object, string",
            edits=[
                Put(
                    "/input_reference",
                    [],
                ),
            ],
        ),
        Case(
            "input_reference: no members",
            at="#/components/schemas/ImageReference/minProperties",
            says="minProperties: 1",
            edits=[
                Put(
                    "/input_reference",
                    {},
                ),
            ],
        ),
        Case(
            "input_reference: 2 members, one too many",
            at="#/components/schemas/ImageReference/maxProperties",
            says="maxProperties: 1",
            edits=[
                Put(
                    "/input_reference",
                    {
                        "image_url": "https://cdn.example.com/first-frame.png",
                        "file_id": "file-abc123",
                    },
                ),
            ],
        ),
        Case(
            "input_reference.image_url: a number",
            at="#/components/schemas/ImageReference/properties/image_url/type",
            says="type: string",
            edits=[
                Put(
                    "/input_reference",
                    {
                        "image_url": 1,
                    },
                ),
            ],
        ),
        Case(
            "input_reference.image_url: an object",
            at="#/components/schemas/ImageReference/properties/image_url/type",
            says="type: string",
            edits=[
                Put(
                    "/input_reference",
                    {
                        "image_url": {},
                    },
                ),
            ],
        ),
        Case(
            "input_reference.file_id: a number",
            at="#/components/schemas/ImageReference/properties/file_id/type",
            says="type: string",
            edits=[
                Put(
                    "/input_reference",
                    {
                        "image_url": "https://cdn.example.com/first-frame.png",
                        "file_id": 1,
                    },
                ),
            ],
        ),
        Case(
            "input_reference.file_id: an object",
            at="#/components/schemas/ImageReference/properties/file_id/type",
            says="type: string",
            edits=[
                Put(
                    "/input_reference",
                    {
                        "image_url": "https://cdn.example.com/first-frame.png",
                        "file_id": {},
                    },
                ),
            ],
        ),
        Case(
            "metadata: a list",
            at="#/components/schemas/KlingMetadata/type",
            says="type: object",
            edits=[
                Put(
                    "/metadata",
                    [],
                ),
            ],
        ),
        Case(
            "metadata: a text",
            at="#/components/schemas/KlingMetadata/type",
            says="type: object",
            edits=[
                Put(
                    "/metadata",
                    "text",
                ),
            ],
        ),
        Case(
            "prompt: a number",
            at="#/components/schemas/VideoParameters/properties/prompt/type",
            says="type: string",
            edits=[
                Put(
                    "/prompt",
                    1,
                ),
            ],
        ),
        Case(
            "prompt: an object",
            at="#/components/schemas/VideoParameters/properties/prompt/type",
            says="type: string",
            edits=[
                Put(
                    "/prompt",
                    {},
                ),
            ],
        ),
        Case(
            "prompt: null",
            at="#/components/schemas/VideoParameters/properties/prompt/type",
            says="type: string",
            edits=[
                Put(
                    "/prompt",
                    None,
                ),
            ],
        ),
        Case(
            "prompt: no characters, one too few",
            at="#/components/schemas/VideoParameters/properties/prompt/minLength",
            says="minLength: 1",
            edits=[
                Put(
                    "/prompt",
                    "",
                ),
            ],
        ),
        Case(
            "prompt: 32001 characters, one too many",
            at="#/components/schemas/VideoParameters/properties/prompt/maxLength",
            says="maxLength: 32000",
            edits=[
                Put(
                    "/prompt",
                    "a",
                    times=32001,
                ),
            ],
        ),
        Case(
            "prompt: another pattern",
            at="#/components/schemas/VideoParameters/properties/prompt/pattern",
            says="pattern: \\S",
            edits=[
                Put(
                    "/prompt",
                    " ",
                ),
            ],
        ),
        Case(
            "model: a number",
            at="#/components/schemas/VideoModel/anyOf/0/type",
            says="type: string",
            edits=[
                Put(
                    "/model",
                    1,
                ),
            ],
        ),
        Case(
            "model: an object",
            at="#/components/schemas/VideoModel/anyOf/0/type",
            says="type: string",
            edits=[
                Put(
                    "/model",
                    {},
                ),
            ],
        ),
        Case(
            "seconds: a fraction",
            at="#/components/schemas/VideoParameters/properties/seconds/anyOf/0/type",
            says="type: integer, string",
            edits=[
                Put(
                    "/seconds",
                    1.5,
                ),
            ],
        ),
        Case(
            "seconds: an object",
            at="#/components/schemas/VideoParameters/properties/seconds/anyOf/0/type",
            says="type: integer, string",
            edits=[
                Put(
                    "/seconds",
                    {},
                ),
            ],
        ),
        Case(
            "seconds: another pattern",
            at="#/components/schemas/VideoParameters/properties/seconds/anyOf/0/pattern",
            says="pattern: ^[0-9]+$",
            edits=[
                Put(
                    "/seconds",
                    "!",
                ),
            ],
        ),
        Case(
            "seconds: the pattern with something behind",
            at="#/components/schemas/VideoParameters/properties/seconds/anyOf/0/pattern",
            says="pattern: ^[0-9]+$",
            edits=[
                Put(
                    "/seconds",
                    "1!",
                ),
            ],
        ),
        Case(
            "seconds: the pattern with something before",
            at="#/components/schemas/VideoParameters/properties/seconds/anyOf/0/pattern",
            says="pattern: ^[0-9]+$",
            edits=[
                Put(
                    "/seconds",
                    "!1",
                ),
            ],
        ),
        Case(
            "seconds: 0, beyond",
            at="#/components/schemas/VideoParameters/properties/seconds/anyOf/1/minimum",
            says="minimum: 1",
            edits=[
                Put(
                    "/seconds",
                    0,
                ),
            ],
        ),
        Case(
            "size: a number",
            at="#/components/schemas/VideoParameters/properties/size/anyOf/0/type",
            says="type: string",
            edits=[
                Put(
                    "/size",
                    1,
                ),
            ],
        ),
        Case(
            "size: an object",
            at="#/components/schemas/VideoParameters/properties/size/anyOf/0/type",
            says="type: string",
            edits=[
                Put(
                    "/size",
                    {},
                ),
            ],
        ),
        Case(
            "image: a number",
            at="#/components/schemas/VideoParameters/properties/image/type",
            says="type: string",
            edits=[
                Put(
                    "/image",
                    1,
                ),
            ],
        ),
        Case(
            "image: an object",
            at="#/components/schemas/VideoParameters/properties/image/type",
            says="type: string",
            edits=[
                Put(
                    "/image",
                    {},
                ),
            ],
        ),
        Case(
            "images: an object",
            at="#/components/schemas/VideoParameters/properties/images/type",
            says="type: array",
            edits=[
                Put(
                    "/images",
                    {},
                ),
            ],
        ),
        Case(
            "images: a text",
            at="#/components/schemas/VideoParameters/properties/images/type",
            says="type: array",
            edits=[
                Put(
                    "/images",
                    "text",
                ),
            ],
        ),
        Case(
            "images.0: a number",
            at="#/components/schemas/VideoParameters/properties/images/items/type",
            says="type: string",
            edits=[
                Put(
                    "/images",
                    [
                        1,
                    ],
                ),
            ],
        ),
        Case(
            "images.0: an object",
            at="#/components/schemas/VideoParameters/properties/images/items/type",
            says="type: string",
            edits=[
                Put(
                    "/images",
                    [
                        {},
                    ],
                ),
            ],
        ),
        Case(
            "duration: a number as text",
            at="#/components/schemas/VideoParameters/properties/duration/type",
            says="type: number",
            edits=[
                Put(
                    "/duration",
                    "1",
                ),
            ],
        ),
        Case(
            "duration: a text",
            at="#/components/schemas/VideoParameters/properties/duration/type",
            says="type: number",
            edits=[
                Put(
                    "/duration",
                    "text",
                ),
            ],
        ),
        Case(
            "duration: an object",
            at="#/components/schemas/VideoParameters/properties/duration/type",
            says="type: number",
            edits=[
                Put(
                    "/duration",
                    {},
                ),
            ],
        ),
        Case(
            "duration: 0, the bound itself",
            at="#/components/schemas/VideoParameters/properties/duration/exclusiveMinimum",
            says="exclusiveMinimum: 0",
            edits=[
                Put(
                    "/duration",
                    0,
                ),
            ],
        ),
        Case(
            "mode: a number",
            at="#/components/schemas/KlingMode/type",
            says="type: string",
            edits=[
                Put(
                    "/mode",
                    1,
                ),
            ],
        ),
        Case(
            "mode: an object",
            at="#/components/schemas/KlingMode/type",
            says="type: string",
            edits=[
                Put(
                    "/mode",
                    {},
                ),
            ],
        ),
        Case(
            "mode: none of the listed",
            at="#/components/schemas/KlingMode/enum",
            says="enum: std, pro, 4k",
            edits=[
                Put(
                    "/mode",
                    "not-listed",
                ),
            ],
        ),
        Case(
            "malformed JSON",
            at="#/paths/~1v1~1videos/post/requestBody/content/application~1json",
            says="a body of application/json",
            spoil="cut",
        ),
        Case(
            "wrong media type",
            at="#/paths/~1v1~1videos/post/requestBody",
            says="media types: application/json, multipart/form-data",
            media="text/plain",
        ),
        Case(
            "no body",
            at="#/paths/~1v1~1videos/post/requestBody",
            says="required: true",
            spoil="drop",
        ),
    ],
)

VIDEOS_CREATE_GUARDS = Group(
    "videos_create_guards",
    check="guards",
    request=VIDEOS_CREATE_JSON,
    about=[
        "POST /v1/videos",
        "createVideo",
    ],
    cases=[
        Case(
            "no credentials",
            at="#/paths/~1v1~1videos/post/security",
            says="security: bearer",
        ),
        Case(
            "wrong credentials",
            at="#/paths/~1v1~1videos/post/security",
            says="security: bearer",
        ),
    ],
)

VIDEOS_CREATE_ALLOWS = Group(
    "videos_create_allows",
    check="allows",
    request=VIDEOS_CREATE_JSON,
    about=[
        "POST /v1/videos",
        "createVideo",
    ],
    cases=[
        Case(
            "PUT",
            at="#/paths/~1v1~1videos",
            says="methods: POST",
        ),
        Case(
            "PATCH",
            at="#/paths/~1v1~1videos",
            says="methods: POST",
        ),
        Case(
            "DELETE",
            at="#/paths/~1v1~1videos",
            says="methods: POST",
        ),
    ],
)

VIDEOS_CREATE_MULTIPART_ACCEPTS = Group(
    "videos_create_multipart_accepts",
    check="accepts",
    request=VIDEOS_CREATE_MULTIPART,
    about=[
        "POST /v1/videos",
        "createVideo",
    ],
    cases=[
        Case(
            "the smallest request",
            at="#/paths/~1v1~1videos/post",
            says="a request with no more than it must have",
        ),
        Case(
            "example sora-text-to-video",
            at="#/paths/~1v1~1videos/post/requestBody/content/multipart~1form-data/examples/sora-text-to-video",
            says="a documented example: Sora, from text alone, as form fields.",
            body={
                "model": "sora-2",
                "prompt": "A calico cat playing a piano on stage",
                "size": "1280x720",
                "seconds": "8",
            },
        ),
        Case(
            "example metadata-as-text",
            at="#/paths/~1v1~1videos/post/requestBody/content/multipart~1form-data/examples/metadata-as-text",
            says="a documented example: Metadata as JSON text in one field.",
            body={
                "model": "kling-v1",
                "prompt": "An astronaut walks on the moon",
                "metadata": '{"negative_prompt": "blurry"}',
            },
        ),
        Case(
            "unknown: not known",
            at="#/components/schemas/VideoParameters/additionalProperties",
            says="additionalProperties: true",
            edits=[
                Put(
                    "/unknown",
                    "text",
                ),
            ],
        ),
        Case(
            "input_reference: given",
            at="#/components/schemas/VideoForm/allOf/1/properties/input_reference",
            says="input_reference may be given",
            edits=[
                Put(
                    "/input_reference",
                    "text",
                ),
            ],
        ),
        Case(
            "metadata: given",
            at="#/components/schemas/VideoForm/allOf/1/properties/metadata",
            says="metadata may be given",
            edits=[
                Put(
                    "/metadata",
                    {},
                ),
            ],
        ),
        Case(
            "metadata.unknown: not known",
            at="#/components/schemas/KlingMetadata/additionalProperties",
            says="additionalProperties: true",
            edits=[
                Put(
                    "/metadata",
                    {
                        "unknown": "text",
                    },
                ),
            ],
        ),
        Case(
            "metadata.negative_prompt: given",
            at="#/components/schemas/KlingMetadata/properties/negative_prompt",
            says="negative_prompt may be given",
            edits=[
                Put(
                    "/metadata",
                    {
                        "negative_prompt": "模糊",
                    },
                ),
            ],
        ),
        Case(
            "metadata.negative_prompt: 2500 characters, the most",
            at="#/components/schemas/KlingMetadata/properties/negative_prompt/maxLength",
            says="maxLength: 2500",
            edits=[
                Put(
                    "/metadata",
                    {},
                ),
                Put(
                    "/metadata/negative_prompt",
                    "a",
                    times=2500,
                ),
            ],
        ),
        Case(
            "metadata.negative_prompt: 2500 characters beyond ASCII, the most",
            at="#/components/schemas/KlingMetadata/properties/negative_prompt/maxLength",
            says="maxLength: 2500",
            edits=[
                Put(
                    "/metadata",
                    {},
                ),
                Put(
                    "/metadata/negative_prompt",
                    "é",
                    times=2500,
                ),
            ],
        ),
        Case(
            "metadata.negative_prompt: quotes, a new line, a picture",
            at="#/components/schemas/KlingMetadata/properties/negative_prompt/maxLength",
            says="maxLength: 2500",
            edits=[
                Put(
                    "/metadata",
                    {
                        "negative_prompt": 'A "quoted" line,\nand one more 🎬',
                    },
                ),
            ],
        ),
        Case(
            "metadata.image_tail: given",
            at="#/components/schemas/KlingMetadata/properties/image_tail",
            says="image_tail may be given",
            edits=[
                Put(
                    "/metadata",
                    {
                        "image_tail": "https://cdn.example.com/last-frame.png",
                    },
                ),
            ],
        ),
        Case(
            "metadata.seed: given",
            at="#/components/schemas/KlingMetadata/properties/seed",
            says="seed may be given",
            edits=[
                Put(
                    "/metadata",
                    {
                        "seed": 20231234,
                    },
                ),
            ],
        ),
        Case(
            "metadata.image: given",
            at="#/components/schemas/KlingMetadata/properties/image",
            says="image may be given",
            edits=[
                Put(
                    "/metadata",
                    {
                        "image": "https://cdn.example.com/first-frame.png",
                    },
                ),
            ],
        ),
        Case(
            "metadata.prompt: given",
            at="#/components/schemas/KlingMetadata/properties/prompt",
            says="prompt may be given",
            edits=[
                Put(
                    "/metadata",
                    {
                        "prompt": "text",
                    },
                ),
            ],
        ),
        Case(
            "metadata.prompt: 2500 characters, the most",
            at="#/components/schemas/KlingMetadata/properties/prompt/maxLength",
            says="maxLength: 2500",
            edits=[
                Put(
                    "/metadata",
                    {},
                ),
                Put(
                    "/metadata/prompt",
                    "a",
                    times=2500,
                ),
            ],
        ),
        Case(
            "metadata.prompt: 2500 characters beyond ASCII, the most",
            at="#/components/schemas/KlingMetadata/properties/prompt/maxLength",
            says="maxLength: 2500",
            edits=[
                Put(
                    "/metadata",
                    {},
                ),
                Put(
                    "/metadata/prompt",
                    "é",
                    times=2500,
                ),
            ],
        ),
        Case(
            "metadata.prompt: quotes, a new line, a picture",
            at="#/components/schemas/KlingMetadata/properties/prompt/maxLength",
            says="maxLength: 2500",
            edits=[
                Put(
                    "/metadata",
                    {
                        "prompt": 'A "quoted" line,\nand one more 🎬',
                    },
                ),
            ],
        ),
        Case(
            "metadata.mode: given",
            at="#/components/schemas/KlingMetadata/properties/mode",
            says="mode may be given",
            edits=[
                Put(
                    "/metadata",
                    {
                        "mode": "std",
                    },
                ),
            ],
        ),
        Case(
            "metadata.mode: pro",
            at="#/components/schemas/KlingMode/enum",
            says="enum: std, pro, 4k",
            edits=[
                Put(
                    "/metadata",
                    {
                        "mode": "pro",
                    },
                ),
            ],
        ),
        Case(
            "metadata.mode: 4k",
            at="#/components/schemas/KlingMode/enum",
            says="enum: std, pro, 4k",
            edits=[
                Put(
                    "/metadata",
                    {
                        "mode": "4k",
                    },
                ),
            ],
        ),
        Case(
            "metadata.duration: given",
            at="#/components/schemas/KlingMetadata/properties/duration",
            says="duration may be given",
            edits=[
                Put(
                    "/metadata",
                    {
                        "duration": "5",
                    },
                ),
            ],
        ),
        Case(
            "metadata.duration: 1, the least",
            at="#/components/schemas/KlingMetadata/properties/duration/anyOf/1/minimum",
            says="minimum: 1",
            edits=[
                Put(
                    "/metadata",
                    {
                        "duration": 1,
                    },
                ),
            ],
        ),
        Case(
            "metadata.aspect_ratio: given",
            at="#/components/schemas/KlingMetadata/properties/aspect_ratio",
            says="aspect_ratio may be given",
            edits=[
                Put(
                    "/metadata",
                    {
                        "aspect_ratio": "16:9",
                    },
                ),
            ],
        ),
        Case(
            "metadata.aspect_ratio: 9:16",
            at="#/components/schemas/KlingMetadata/properties/aspect_ratio/enum",
            says="enum: 16:9, 9:16, 1:1",
            edits=[
                Put(
                    "/metadata",
                    {
                        "aspect_ratio": "9:16",
                    },
                ),
            ],
        ),
        Case(
            "metadata.aspect_ratio: 1:1",
            at="#/components/schemas/KlingMetadata/properties/aspect_ratio/enum",
            says="enum: 16:9, 9:16, 1:1",
            edits=[
                Put(
                    "/metadata",
                    {
                        "aspect_ratio": "1:1",
                    },
                ),
            ],
        ),
        Case(
            "metadata.model_name: given",
            at="#/components/schemas/KlingMetadata/properties/model_name",
            says="model_name may be given",
            edits=[
                Put(
                    "/metadata",
                    {
                        "model_name": "kling-v1",
                    },
                ),
            ],
        ),
        Case(
            "metadata.model: given",
            at="#/components/schemas/KlingMetadata/properties/model",
            says="model may be given",
            edits=[
                Put(
                    "/metadata",
                    {
                        "model": "kling-v1",
                    },
                ),
            ],
        ),
        Case(
            "metadata.cfg_scale: given",
            at="#/components/schemas/KlingMetadata/properties/cfg_scale",
            says="cfg_scale may be given",
            edits=[
                Put(
                    "/metadata",
                    {
                        "cfg_scale": 0.5,
                    },
                ),
            ],
        ),
        Case(
            "metadata.cfg_scale: 0, the least",
            at="#/components/schemas/KlingMetadata/properties/cfg_scale/minimum",
            says="minimum: 0",
            edits=[
                Put(
                    "/metadata",
                    {
                        "cfg_scale": 0,
                    },
                ),
            ],
        ),
        Case(
            "metadata.cfg_scale: 1, the most",
            at="#/components/schemas/KlingMetadata/properties/cfg_scale/maximum",
            says="maximum: 1",
            edits=[
                Put(
                    "/metadata",
                    {
                        "cfg_scale": 1,
                    },
                ),
            ],
        ),
        Case(
            "metadata.static_mask: given",
            at="#/components/schemas/KlingMetadata/properties/static_mask",
            says="static_mask may be given",
            edits=[
                Put(
                    "/metadata",
                    {
                        "static_mask": "text",
                    },
                ),
            ],
        ),
        Case(
            "metadata.dynamic_masks: given",
            at="#/components/schemas/KlingMetadata/properties/dynamic_masks",
            says="dynamic_masks may be given",
            edits=[
                Put(
                    "/metadata",
                    {
                        "dynamic_masks": [],
                    },
                ),
            ],
        ),
        Case(
            "metadata.dynamic_masks: 6 items, the most",
            at="#/components/schemas/KlingMetadata/properties/dynamic_masks/maxItems",
            says="maxItems: 6",
            edits=[
                Put(
                    "/metadata",
                    {},
                ),
                Put(
                    "/metadata/dynamic_masks",
                    [
                        {},
                    ],
                    times=6,
                ),
            ],
        ),
        Case(
            "metadata.dynamic_masks: one item",
            at="#/components/schemas/KlingMetadata/properties/dynamic_masks/items",
            says="items may be given",
            edits=[
                Put(
                    "/metadata",
                    {
                        "dynamic_masks": [
                            {},
                        ],
                    },
                ),
            ],
        ),
        Case(
            "metadata.dynamic_masks.0.unknown: not known",
            at="#/components/schemas/KlingDynamicMask/additionalProperties",
            says="additionalProperties: true",
            edits=[
                Put(
                    "/metadata",
                    {
                        "dynamic_masks": [
                            {
                                "unknown": "text",
                            },
                        ],
                    },
                ),
            ],
        ),
        Case(
            "metadata.dynamic_masks.0.mask: given",
            at="#/components/schemas/KlingDynamicMask/properties/mask",
            says="mask may be given",
            edits=[
                Put(
                    "/metadata",
                    {
                        "dynamic_masks": [
                            {
                                "mask": "text",
                            },
                        ],
                    },
                ),
            ],
        ),
        Case(
            "metadata.dynamic_masks.0.trajectories: given",
            at="#/components/schemas/KlingDynamicMask/properties/trajectories",
            says="trajectories may be given",
            edits=[
                Put(
                    "/metadata",
                    {
                        "dynamic_masks": [
                            {
                                "trajectories": [],
                            },
                        ],
                    },
                ),
            ],
        ),
        Case(
            "metadata.dynamic_masks.0.trajectories: 77 items, the most",
            at="#/components/schemas/KlingDynamicMask/properties/trajectories/maxItems",
            says="maxItems: 77",
            edits=[
                Put(
                    "/metadata",
                    {
                        "dynamic_masks": [
                            {},
                        ],
                    },
                ),
                Put(
                    "/metadata/dynamic_masks/0/trajectories",
                    [
                        {
                            "x": 279,
                            "y": 219,
                        },
                    ],
                    times=77,
                ),
            ],
        ),
        Case(
            "metadata.dynamic_masks.0.trajectories: one item",
            at="#/components/schemas/KlingDynamicMask/properties/trajectories/items",
            says="items may be given",
            edits=[
                Put(
                    "/metadata",
                    {
                        "dynamic_masks": [
                            {
                                "trajectories": [
                                    {
                                        "x": 279,
                                        "y": 219,
                                    },
                                ],
                            },
                        ],
                    },
                ),
            ],
        ),
        Case(
            "metadata.dynamic_masks.0.trajectories.0.unknown: not known",
            at="#/components/schemas/KlingPoint/additionalProperties",
            says="additionalProperties: true",
            edits=[
                Put(
                    "/metadata",
                    {
                        "dynamic_masks": [
                            {
                                "trajectories": [
                                    {
                                        "x": 279,
                                        "y": 219,
                                        "unknown": "text",
                                    },
                                ],
                            },
                        ],
                    },
                ),
            ],
        ),
        Case(
            "metadata.camera_control: given",
            at="#/components/schemas/KlingMetadata/properties/camera_control",
            says="camera_control may be given",
            edits=[
                Put(
                    "/metadata",
                    {
                        "camera_control": {},
                    },
                ),
            ],
        ),
        Case(
            "metadata.camera_control.unknown: not known",
            at="#/components/schemas/KlingCameraControl/additionalProperties",
            says="additionalProperties: true",
            edits=[
                Put(
                    "/metadata",
                    {
                        "camera_control": {
                            "unknown": "text",
                        },
                    },
                ),
            ],
        ),
        Case(
            "metadata.camera_control.type: given",
            at="#/components/schemas/KlingCameraControl/properties/type",
            says="type may be given",
            edits=[
                Put(
                    "/metadata",
                    {
                        "camera_control": {
                            "type": "simple",
                        },
                    },
                ),
            ],
        ),
        Case(
            "metadata.camera_control.type: down_back",
            at="#/components/schemas/KlingCameraControl/properties/type/enum",
            says="enum: simple, down_back, forward_up, right_turn_forward, left_t...",
            edits=[
                Put(
                    "/metadata",
                    {
                        "camera_control": {
                            "type": "down_back",
                        },
                    },
                ),
            ],
        ),
        Case(
            "metadata.camera_control.type: forward_up",
            at="#/components/schemas/KlingCameraControl/properties/type/enum",
            says="enum: simple, down_back, forward_up, right_turn_forward, left_t...",
            edits=[
                Put(
                    "/metadata",
                    {
                        "camera_control": {
                            "type": "forward_up",
                        },
                    },
                ),
            ],
        ),
        Case(
            "metadata.camera_control.type: right_turn_forward",
            at="#/components/schemas/KlingCameraControl/properties/type/enum",
            says="enum: simple, down_back, forward_up, right_turn_forward, left_t...",
            edits=[
                Put(
                    "/metadata",
                    {
                        "camera_control": {
                            "type": "right_turn_forward",
                        },
                    },
                ),
            ],
        ),
        Case(
            "metadata.camera_control.type: left_turn_forward",
            at="#/components/schemas/KlingCameraControl/properties/type/enum",
            says="enum: simple, down_back, forward_up, right_turn_forward, left_t...",
            edits=[
                Put(
                    "/metadata",
                    {
                        "camera_control": {
                            "type": "left_turn_forward",
                        },
                    },
                ),
            ],
        ),
        Case(
            "metadata.camera_control.config: given",
            at="#/components/schemas/KlingCameraControl/properties/config",
            says="config may be given",
            edits=[
                Put(
                    "/metadata",
                    {
                        "camera_control": {
                            "config": {},
                        },
                    },
                ),
            ],
        ),
        Case(
            "metadata.camera_control.config.unknown: not known",
            at="#/components/schemas/KlingCameraConfig/additionalProperties",
            says="additionalProperties: true",
            edits=[
                Put(
                    "/metadata",
                    {
                        "camera_control": {
                            "config": {
                                "unknown": "text",
                            },
                        },
                    },
                ),
            ],
        ),
        Case(
            "metadata.camera_control.config.horizontal: given",
            at="#/components/schemas/KlingCameraConfig/properties/horizontal",
            says="horizontal may be given",
            edits=[
                Put(
                    "/metadata",
                    {
                        "camera_control": {
                            "config": {
                                "horizontal": 2.5,
                            },
                        },
                    },
                ),
            ],
        ),
        Case(
            "metadata.camera_control.config.horizontal: -10, the least",
            at="#/components/schemas/KlingCameraConfig/properties/horizontal/minimum",
            says="minimum: -10",
            edits=[
                Put(
                    "/metadata",
                    {
                        "camera_control": {
                            "config": {
                                "horizontal": -10,
                            },
                        },
                    },
                ),
            ],
        ),
        Case(
            "metadata.camera_control.config.horizontal: 10, the most",
            at="#/components/schemas/KlingCameraConfig/properties/horizontal/maximum",
            says="maximum: 10",
            edits=[
                Put(
                    "/metadata",
                    {
                        "camera_control": {
                            "config": {
                                "horizontal": 10,
                            },
                        },
                    },
                ),
            ],
        ),
        Case(
            "metadata.camera_control.config.horizontal: -9.5, a fraction",
            at="#/components/schemas/KlingCameraConfig/properties/horizontal/type",
            says="type: number",
            edits=[
                Put(
                    "/metadata",
                    {
                        "camera_control": {
                            "config": {
                                "horizontal": -9.5,
                            },
                        },
                    },
                ),
            ],
        ),
        Case(
            "metadata.camera_control.config.vertical: given",
            at="#/components/schemas/KlingCameraConfig/properties/vertical",
            says="vertical may be given",
            edits=[
                Put(
                    "/metadata",
                    {
                        "camera_control": {
                            "config": {
                                "vertical": 0,
                            },
                        },
                    },
                ),
            ],
        ),
        Case(
            "metadata.camera_control.config.vertical: -10, the least",
            at="#/components/schemas/KlingCameraConfig/properties/vertical/minimum",
            says="minimum: -10",
            edits=[
                Put(
                    "/metadata",
                    {
                        "camera_control": {
                            "config": {
                                "vertical": -10,
                            },
                        },
                    },
                ),
            ],
        ),
        Case(
            "metadata.camera_control.config.vertical: 10, the most",
            at="#/components/schemas/KlingCameraConfig/properties/vertical/maximum",
            says="maximum: 10",
            edits=[
                Put(
                    "/metadata",
                    {
                        "camera_control": {
                            "config": {
                                "vertical": 10,
                            },
                        },
                    },
                ),
            ],
        ),
        Case(
            "metadata.camera_control.config.pan: given",
            at="#/components/schemas/KlingCameraConfig/properties/pan",
            says="pan may be given",
            edits=[
                Put(
                    "/metadata",
                    {
                        "camera_control": {
                            "config": {
                                "pan": 0,
                            },
                        },
                    },
                ),
            ],
        ),
        Case(
            "metadata.camera_control.config.pan: -10, the least",
            at="#/components/schemas/KlingCameraConfig/properties/pan/minimum",
            says="minimum: -10",
            edits=[
                Put(
                    "/metadata",
                    {
                        "camera_control": {
                            "config": {
                                "pan": -10,
                            },
                        },
                    },
                ),
            ],
        ),
        Case(
            "metadata.camera_control.config.pan: 10, the most",
            at="#/components/schemas/KlingCameraConfig/properties/pan/maximum",
            says="maximum: 10",
            edits=[
                Put(
                    "/metadata",
                    {
                        "camera_control": {
                            "config": {
                                "pan": 10,
                            },
                        },
                    },
                ),
            ],
        ),
        Case(
            "metadata.camera_control.config.tilt: given",
            at="#/components/schemas/KlingCameraConfig/properties/tilt",
            says="tilt may be given",
            edits=[
                Put(
                    "/metadata",
                    {
                        "camera_control": {
                            "config": {
                                "tilt": 0,
                            },
                        },
                    },
                ),
            ],
        ),
        Case(
            "metadata.camera_control.config.tilt: -10, the least",
            at="#/components/schemas/KlingCameraConfig/properties/tilt/minimum",
            says="minimum: -10",
            edits=[
                Put(
                    "/metadata",
                    {
                        "camera_control": {
                            "config": {
                                "tilt": -10,
                            },
                        },
                    },
                ),
            ],
        ),
        Case(
            "metadata.camera_control.config.tilt: 10, the most",
            at="#/components/schemas/KlingCameraConfig/properties/tilt/maximum",
            says="maximum: 10",
            edits=[
                Put(
                    "/metadata",
                    {
                        "camera_control": {
                            "config": {
                                "tilt": 10,
                            },
                        },
                    },
                ),
            ],
        ),
        Case(
            "metadata.camera_control.config.roll: given",
            at="#/components/schemas/KlingCameraConfig/properties/roll",
            says="roll may be given",
            edits=[
                Put(
                    "/metadata",
                    {
                        "camera_control": {
                            "config": {
                                "roll": 0,
                            },
                        },
                    },
                ),
            ],
        ),
        Case(
            "metadata.camera_control.config.roll: -10, the least",
            at="#/components/schemas/KlingCameraConfig/properties/roll/minimum",
            says="minimum: -10",
            edits=[
                Put(
                    "/metadata",
                    {
                        "camera_control": {
                            "config": {
                                "roll": -10,
                            },
                        },
                    },
                ),
            ],
        ),
        Case(
            "metadata.camera_control.config.roll: 10, the most",
            at="#/components/schemas/KlingCameraConfig/properties/roll/maximum",
            says="maximum: 10",
            edits=[
                Put(
                    "/metadata",
                    {
                        "camera_control": {
                            "config": {
                                "roll": 10,
                            },
                        },
                    },
                ),
            ],
        ),
        Case(
            "metadata.camera_control.config.zoom: given",
            at="#/components/schemas/KlingCameraConfig/properties/zoom",
            says="zoom may be given",
            edits=[
                Put(
                    "/metadata",
                    {
                        "camera_control": {
                            "config": {
                                "zoom": 0,
                            },
                        },
                    },
                ),
            ],
        ),
        Case(
            "metadata.camera_control.config.zoom: -10, the least",
            at="#/components/schemas/KlingCameraConfig/properties/zoom/minimum",
            says="minimum: -10",
            edits=[
                Put(
                    "/metadata",
                    {
                        "camera_control": {
                            "config": {
                                "zoom": -10,
                            },
                        },
                    },
                ),
            ],
        ),
        Case(
            "metadata.camera_control.config.zoom: 10, the most",
            at="#/components/schemas/KlingCameraConfig/properties/zoom/maximum",
            says="maximum: 10",
            edits=[
                Put(
                    "/metadata",
                    {
                        "camera_control": {
                            "config": {
                                "zoom": 10,
                            },
                        },
                    },
                ),
            ],
        ),
        Case(
            "metadata.callback_url: given",
            at="#/components/schemas/KlingMetadata/properties/callback_url",
            says="callback_url may be given",
            edits=[
                Put(
                    "/metadata",
                    {
                        "callback_url": "https://your-callback-url.com/webhook",
                    },
                ),
            ],
        ),
        Case(
            "metadata.callback_url: a uri",
            at="#/components/schemas/KlingMetadata/properties/callback_url/format",
            says="format: uri",
            edits=[
                Put(
                    "/metadata",
                    {
                        "callback_url": "https://example.com/a",
                    },
                ),
            ],
        ),
        Case(
            "metadata.external_task_id: given",
            at="#/components/schemas/KlingMetadata/properties/external_task_id",
            says="external_task_id may be given",
            edits=[
                Put(
                    "/metadata",
                    {
                        "external_task_id": "text",
                    },
                ),
            ],
        ),
        Case(
            "metadata.req_key: given",
            at="#/components/schemas/JimengMetadata/properties/req_key",
            says="req_key may be given",
            edits=[
                Put(
                    "/metadata",
                    {
                        "req_key": "jimeng_vgfm_t2v_l20",
                    },
                ),
            ],
        ),
        Case(
            "metadata.image_urls: given",
            at="#/components/schemas/JimengMetadata/properties/image_urls",
            says="image_urls may be given",
            edits=[
                Put(
                    "/metadata",
                    {
                        "image_urls": [],
                    },
                ),
            ],
        ),
        Case(
            "metadata.image_urls: one item",
            at="#/components/schemas/JimengMetadata/properties/image_urls/items",
            says="items may be given",
            edits=[
                Put(
                    "/metadata",
                    {
                        "image_urls": [
                            "https://example.com/a",
                        ],
                    },
                ),
            ],
        ),
        Case(
            "metadata.binary_data_base64: given",
            at="#/components/schemas/JimengMetadata/properties/binary_data_base64",
            says="binary_data_base64 may be given",
            edits=[
                Put(
                    "/metadata",
                    {
                        "binary_data_base64": [],
                    },
                ),
            ],
        ),
        Case(
            "metadata.binary_data_base64: one item",
            at="#/components/schemas/JimengMetadata/properties/binary_data_base64/items",
            says="items may be given",
            edits=[
                Put(
                    "/metadata",
                    {
                        "binary_data_base64": [
                            "text",
                        ],
                    },
                ),
            ],
        ),
        Case(
            "metadata.seed: given (2)",
            at="#/components/schemas/JimengMetadata/properties/seed",
            says="seed may be given",
            edits=[
                Put(
                    "/metadata",
                    {
                        "seed": -1,
                    },
                ),
            ],
        ),
        Case(
            "metadata.frames: given",
            at="#/components/schemas/JimengMetadata/properties/frames",
            says="frames may be given",
            edits=[
                Put(
                    "/metadata",
                    {
                        "frames": 121,
                    },
                ),
            ],
        ),
        Case(
            "metadata.frames: 241",
            at="#/components/schemas/JimengMetadata/properties/frames/anyOf/0/enum",
            says="enum: 121, 241",
            edits=[
                Put(
                    "/metadata",
                    {
                        "frames": 241,
                    },
                ),
            ],
        ),
        Case(
            "metadata.duration: given (2)",
            at="#/components/schemas/ViduMetadata/properties/duration",
            says="duration may be given",
            edits=[
                Put(
                    "/metadata",
                    {
                        "duration": 5,
                    },
                ),
            ],
        ),
        Case(
            "metadata.duration: 16, the most",
            at="#/components/schemas/ViduMetadata/properties/duration/maximum",
            says="maximum: 16",
            edits=[
                Put(
                    "/metadata",
                    {
                        "duration": 16,
                    },
                ),
            ],
        ),
        Case(
            "metadata.seed: given (3)",
            at="#/components/schemas/ViduMetadata/properties/seed",
            says="seed may be given",
            edits=[
                Put(
                    "/metadata",
                    {
                        "seed": 0,
                    },
                ),
            ],
        ),
        Case(
            "metadata.seed: 2147483647, the most",
            at="#/components/schemas/ViduMetadata/properties/seed/maximum",
            says="maximum: 2147483647",
            edits=[
                Put(
                    "/metadata",
                    {
                        "seed": 2147483647,
                    },
                ),
            ],
        ),
        Case(
            "metadata.resolution: given",
            at="#/components/schemas/ViduMetadata/properties/resolution",
            says="resolution may be given",
            edits=[
                Put(
                    "/metadata",
                    {
                        "resolution": "360p",
                    },
                ),
            ],
        ),
        Case(
            "metadata.movement_amplitude: given",
            at="#/components/schemas/ViduMetadata/properties/movement_amplitude",
            says="movement_amplitude may be given",
            edits=[
                Put(
                    "/metadata",
                    {
                        "movement_amplitude": "auto",
                    },
                ),
            ],
        ),
        Case(
            "metadata.movement_amplitude: small",
            at="#/components/schemas/ViduMetadata/properties/movement_amplitude/enum",
            says="enum: auto, small, medium, large",
            edits=[
                Put(
                    "/metadata",
                    {
                        "movement_amplitude": "small",
                    },
                ),
            ],
        ),
        Case(
            "metadata.movement_amplitude: medium",
            at="#/components/schemas/ViduMetadata/properties/movement_amplitude/enum",
            says="enum: auto, small, medium, large",
            edits=[
                Put(
                    "/metadata",
                    {
                        "movement_amplitude": "medium",
                    },
                ),
            ],
        ),
        Case(
            "metadata.movement_amplitude: large",
            at="#/components/schemas/ViduMetadata/properties/movement_amplitude/enum",
            says="enum: auto, small, medium, large",
            edits=[
                Put(
                    "/metadata",
                    {
                        "movement_amplitude": "large",
                    },
                ),
            ],
        ),
        Case(
            "metadata.bgm: given",
            at="#/components/schemas/ViduMetadata/properties/bgm",
            says="bgm may be given",
            edits=[
                Put(
                    "/metadata",
                    {
                        "bgm": False,
                    },
                ),
            ],
        ),
        Case(
            "metadata.bgm: true",
            at="#/components/schemas/ViduMetadata/properties/bgm/type",
            says="type: boolean",
            edits=[
                Put(
                    "/metadata",
                    {
                        "bgm": True,
                    },
                ),
            ],
        ),
        Case(
            "metadata.payload: given",
            at="#/components/schemas/ViduMetadata/properties/payload",
            says="payload may be given",
            edits=[
                Put(
                    "/metadata",
                    {
                        "payload": "",
                    },
                ),
            ],
        ),
        Case(
            "metadata.payload: quotes, a new line, a picture",
            at="#/components/schemas/ViduMetadata/properties/payload/maxLength",
            says="maxLength: 1048576",
            edits=[
                Put(
                    "/metadata",
                    {
                        "payload": 'A "quoted" line,\nand one more 🎬',
                    },
                ),
            ],
        ),
        Case(
            "metadata.images: given",
            at="#/components/schemas/ViduMetadata/properties/images",
            says="images may be given",
            edits=[
                Put(
                    "/metadata",
                    {
                        "images": [
                            "text",
                        ],
                    },
                ),
            ],
        ),
        Case(
            "metadata.images: 7 items, the most",
            at="#/components/schemas/ViduMetadata/properties/images/maxItems",
            says="maxItems: 7",
            edits=[
                Put(
                    "/metadata",
                    {},
                ),
                Put(
                    "/metadata/images",
                    [
                        "text",
                    ],
                    times=7,
                ),
            ],
        ),
        Case(
            "metadata.model: given (2)",
            at="#/components/schemas/ViduMetadata/properties/model",
            says="model may be given",
            edits=[
                Put(
                    "/metadata",
                    {
                        "model": "viduq1",
                    },
                ),
            ],
        ),
        Case(
            "metadata.action: given",
            at="#/components/schemas/ViduMetadata/properties/action",
            says="action may be given",
            edits=[
                Put(
                    "/metadata",
                    {
                        "action": "generate",
                    },
                ),
            ],
        ),
        Case(
            "metadata.style: given",
            at="#/components/schemas/ViduMetadata/properties/style",
            says="style may be given",
            edits=[
                Put(
                    "/metadata",
                    {
                        "style": "general",
                    },
                ),
            ],
        ),
        Case(
            "metadata.aspectRatio: given",
            at="#/components/schemas/VeoMetadata/properties/aspectRatio",
            says="aspectRatio may be given",
            edits=[
                Put(
                    "/metadata",
                    {
                        "aspectRatio": "16:9",
                    },
                ),
            ],
        ),
        Case(
            "metadata.aspectRatio: 9:16",
            at="#/components/schemas/VeoMetadata/properties/aspectRatio/enum",
            says="enum: 16:9, 9:16",
            edits=[
                Put(
                    "/metadata",
                    {
                        "aspectRatio": "9:16",
                    },
                ),
            ],
        ),
        Case(
            "metadata.durationSeconds: given",
            at="#/components/schemas/VeoMetadata/properties/durationSeconds",
            says="durationSeconds may be given",
            edits=[
                Put(
                    "/metadata",
                    {
                        "durationSeconds": 4,
                    },
                ),
            ],
        ),
        Case(
            "metadata.durationSeconds: 6",
            at="#/components/schemas/VeoMetadata/properties/durationSeconds/enum",
            says="enum: 4, 6, 8",
            edits=[
                Put(
                    "/metadata",
                    {
                        "durationSeconds": 6,
                    },
                ),
            ],
        ),
        Case(
            "metadata.durationSeconds: 8",
            at="#/components/schemas/VeoMetadata/properties/durationSeconds/enum",
            says="enum: 4, 6, 8",
            edits=[
                Put(
                    "/metadata",
                    {
                        "durationSeconds": 8,
                    },
                ),
            ],
        ),
        Case(
            "metadata.negativePrompt: given",
            at="#/components/schemas/VeoMetadata/properties/negativePrompt",
            says="negativePrompt may be given",
            edits=[
                Put(
                    "/metadata",
                    {
                        "negativePrompt": "text",
                    },
                ),
            ],
        ),
        Case(
            "metadata.personGeneration: given",
            at="#/components/schemas/VeoMetadata/properties/personGeneration",
            says="personGeneration may be given",
            edits=[
                Put(
                    "/metadata",
                    {
                        "personGeneration": "allow_all",
                    },
                ),
            ],
        ),
        Case(
            "metadata.resolution: given (2)",
            at="#/components/schemas/VeoMetadata/properties/resolution",
            says="resolution may be given",
            edits=[
                Put(
                    "/metadata",
                    {
                        "resolution": "720p",
                    },
                ),
            ],
        ),
        Case(
            "metadata.storageUri: given",
            at="#/components/schemas/VeoMetadata/properties/storageUri",
            says="storageUri may be given",
            edits=[
                Put(
                    "/metadata",
                    {
                        "storageUri": "gs://my-bucket/clips/",
                    },
                ),
            ],
        ),
        Case(
            "metadata.sampleCount: given",
            at="#/components/schemas/VeoMetadata/properties/sampleCount",
            says="sampleCount may be given",
            edits=[
                Put(
                    "/metadata",
                    {
                        "sampleCount": 1,
                    },
                ),
            ],
        ),
        Case(
            "metadata.img_url: given",
            at="#/components/schemas/AliMetadata/properties/img_url",
            says="img_url may be given",
            edits=[
                Put(
                    "/metadata",
                    {
                        "img_url": "https://example.com/image.jpg",
                    },
                ),
            ],
        ),
        Case(
            "metadata.first_frame_url: given",
            at="#/components/schemas/AliMetadata/properties/first_frame_url",
            says="first_frame_url may be given",
            edits=[
                Put(
                    "/metadata",
                    {
                        "first_frame_url": "text",
                    },
                ),
            ],
        ),
        Case(
            "metadata.last_frame_url: given",
            at="#/components/schemas/AliMetadata/properties/last_frame_url",
            says="last_frame_url may be given",
            edits=[
                Put(
                    "/metadata",
                    {
                        "last_frame_url": "text",
                    },
                ),
            ],
        ),
        Case(
            "metadata.resolution: given (3)",
            at="#/components/schemas/AliMetadata/properties/resolution",
            says="resolution may be given",
            edits=[
                Put(
                    "/metadata",
                    {
                        "resolution": "720P",
                    },
                ),
            ],
        ),
        Case(
            "metadata.prompt_extend: given",
            at="#/components/schemas/AliMetadata/properties/prompt_extend",
            says="prompt_extend may be given",
            edits=[
                Put(
                    "/metadata",
                    {
                        "prompt_extend": True,
                    },
                ),
            ],
        ),
        Case(
            "metadata.prompt_extend: false",
            at="#/components/schemas/AliMetadata/properties/prompt_extend/type",
            says="type: boolean",
            edits=[
                Put(
                    "/metadata",
                    {
                        "prompt_extend": False,
                    },
                ),
            ],
        ),
        Case(
            "metadata.watermark: given",
            at="#/components/schemas/AliMetadata/properties/watermark",
            says="watermark may be given",
            edits=[
                Put(
                    "/metadata",
                    {
                        "watermark": True,
                    },
                ),
            ],
        ),
        Case(
            "metadata.watermark: false",
            at="#/components/schemas/AliMetadata/properties/watermark/type",
            says="type: boolean",
            edits=[
                Put(
                    "/metadata",
                    {
                        "watermark": False,
                    },
                ),
            ],
        ),
        Case(
            "metadata: a text",
            at="#/components/schemas/VideoForm/allOf/1/properties/metadata",
            says="a text may be given",
            edits=[
                Put(
                    "/metadata",
                    "{}",
                ),
            ],
        ),
        Case(
            "prompt: 1 character, the least",
            at="#/components/schemas/VideoParameters/properties/prompt/minLength",
            says="minLength: 1",
            edits=[
                Put(
                    "/prompt",
                    "a",
                ),
            ],
        ),
        Case(
            "prompt: 32000 characters, the most",
            at="#/components/schemas/VideoParameters/properties/prompt/maxLength",
            says="maxLength: 32000",
            edits=[
                Put(
                    "/prompt",
                    "a",
                    times=32000,
                ),
            ],
        ),
        Case(
            "prompt: 32000 characters beyond ASCII, the most",
            at="#/components/schemas/VideoParameters/properties/prompt/maxLength",
            says="maxLength: 32000",
            edits=[
                Put(
                    "/prompt",
                    "é",
                    times=32000,
                ),
            ],
        ),
        Case(
            "prompt: quotes, a new line, a picture",
            at="#/components/schemas/VideoParameters/properties/prompt/minLength",
            says="minLength: 1",
            edits=[
                Put(
                    "/prompt",
                    'A "quoted" line,\nand one more 🎬',
                ),
            ],
        ),
        Case(
            "model: given",
            at="#/components/schemas/VideoParameters/properties/model",
            says="model may be given",
            edits=[
                Put(
                    "/model",
                    "sora-2",
                ),
            ],
        ),
        Case(
            "seconds: given",
            at="#/components/schemas/VideoParameters/properties/seconds",
            says="seconds may be given",
            edits=[
                Put(
                    "/seconds",
                    "8",
                ),
            ],
        ),
        Case(
            "seconds: 1, the least",
            at="#/components/schemas/VideoParameters/properties/seconds/anyOf/1/minimum",
            says="minimum: 1",
            edits=[
                Put(
                    "/seconds",
                    1,
                ),
            ],
        ),
        Case(
            "size: given",
            at="#/components/schemas/VideoParameters/properties/size",
            says="size may be given",
            edits=[
                Put(
                    "/size",
                    "1280x720",
                ),
            ],
        ),
        Case(
            "image: given",
            at="#/components/schemas/VideoParameters/properties/image",
            says="image may be given",
            edits=[
                Put(
                    "/image",
                    "https://cdn.example.com/first-frame.png",
                ),
            ],
        ),
        Case(
            "images: given",
            at="#/components/schemas/VideoParameters/properties/images",
            says="images may be given",
            edits=[
                Put(
                    "/images",
                    [],
                ),
            ],
        ),
        Case(
            "images: one item",
            at="#/components/schemas/VideoParameters/properties/images/items",
            says="items may be given",
            edits=[
                Put(
                    "/images",
                    [
                        "text",
                    ],
                ),
            ],
        ),
        Case(
            "duration: given",
            at="#/components/schemas/VideoParameters/properties/duration",
            says="duration may be given",
            edits=[
                Put(
                    "/duration",
                    5,
                ),
            ],
        ),
        Case(
            "duration: 1, within",
            at="#/components/schemas/VideoParameters/properties/duration/exclusiveMinimum",
            says="exclusiveMinimum: 0",
            edits=[
                Put(
                    "/duration",
                    1,
                ),
            ],
        ),
        Case(
            "mode: given",
            at="#/components/schemas/VideoParameters/properties/mode",
            says="mode may be given",
            edits=[
                Put(
                    "/mode",
                    "std",
                ),
            ],
        ),
        Case(
            "mode: pro",
            at="#/components/schemas/KlingMode/enum",
            says="enum: std, pro, 4k",
            edits=[
                Put(
                    "/mode",
                    "pro",
                ),
            ],
        ),
        Case(
            "mode: 4k",
            at="#/components/schemas/KlingMode/enum",
            says="enum: std, pro, 4k",
            edits=[
                Put(
                    "/mode",
                    "4k",
                ),
            ],
        ),
        Case(
            "input_reference: a text, no file",
            at="#/components/schemas/VideoForm/allOf/1/properties/input_reference/anyOf/1",
            says="one of several alternatives",
            edits=[
                Put(
                    "/input_reference",
                    "https://example.com/a",
                ),
            ],
            texts=[
                "input_reference",
            ],
        ),
    ],
    bundles=[
        Bundle(
            names=[
                "unknown: not known",
                "input_reference: given",
                "metadata: given",
                "metadata.unknown: not known",
                "metadata.negative_prompt: given",
                "metadata.image_tail: given",
                "metadata.seed: given",
                "metadata.image: given",
                "metadata.prompt: given",
                "metadata.mode: given",
                "metadata.duration: given",
                "metadata.aspect_ratio: given",
                "metadata.model_name: given",
                "metadata.model: given",
                "metadata.cfg_scale: given",
                "metadata.static_mask: given",
                "metadata.dynamic_masks: given",
                "metadata.camera_control: given",
                "metadata.camera_control.unknown: not known",
                "metadata.camera_control.type: given",
                "metadata.camera_control.config: given",
                "metadata.camera_control.config.unknown: not known",
                "metadata.camera_control.config.horizontal: given",
                "metadata.camera_control.config.vertical: given",
                "metadata.camera_control.config.pan: given",
                "metadata.camera_control.config.tilt: given",
                "metadata.camera_control.config.roll: given",
                "metadata.camera_control.config.zoom: given",
                "metadata.callback_url: given",
                "metadata.external_task_id: given",
                "metadata.req_key: given",
                "metadata.image_urls: given",
                "metadata.binary_data_base64: given",
                "metadata.frames: given",
                "metadata.resolution: given",
                "metadata.movement_amplitude: given",
                "metadata.bgm: given",
                "metadata.payload: given",
                "metadata.images: given",
                "metadata.action: given",
                "metadata.style: given",
                "metadata.aspectRatio: given",
                "metadata.durationSeconds: given",
                "metadata.negativePrompt: given",
                "metadata.personGeneration: given",
                "metadata.storageUri: given",
                "metadata.sampleCount: given",
                "metadata.img_url: given",
                "metadata.first_frame_url: given",
                "metadata.last_frame_url: given",
                "metadata.prompt_extend: given",
                "metadata.watermark: given",
                "prompt: 1 character, the least",
                "model: given",
                "seconds: given",
                "size: given",
                "image: given",
                "images: given",
                "duration: given",
                "mode: given",
            ],
            edits=[
                Put(
                    "/unknown",
                    "text",
                ),
                Put(
                    "/input_reference",
                    "text",
                ),
                Put(
                    "/metadata",
                    {
                        "unknown": "text",
                        "negative_prompt": "模糊",
                        "image_tail": "https://cdn.example.com/last-frame.png",
                        "seed": 20231234,
                        "image": "https://cdn.example.com/first-frame.png",
                        "prompt": "text",
                        "mode": "std",
                        "duration": "5",
                        "aspect_ratio": "16:9",
                        "model_name": "kling-v1",
                        "model": "kling-v1",
                        "cfg_scale": 0.5,
                        "static_mask": "text",
                        "dynamic_masks": [],
                        "camera_control": {
                            "unknown": "text",
                            "type": "simple",
                            "config": {
                                "unknown": "text",
                                "horizontal": 2.5,
                                "vertical": 0,
                                "pan": 0,
                                "tilt": 0,
                                "roll": 0,
                                "zoom": 0,
                            },
                        },
                        "callback_url": "https://your-callback-url.com/webhook",
                        "external_task_id": "text",
                        "req_key": "jimeng_vgfm_t2v_l20",
                        "image_urls": [],
                        "binary_data_base64": [],
                        "frames": 121,
                        "resolution": "360p",
                        "movement_amplitude": "auto",
                        "bgm": False,
                        "payload": "",
                        "images": [
                            "text",
                        ],
                        "action": "generate",
                        "style": "general",
                        "aspectRatio": "16:9",
                        "durationSeconds": 4,
                        "negativePrompt": "text",
                        "personGeneration": "allow_all",
                        "storageUri": "gs://my-bucket/clips/",
                        "sampleCount": 1,
                        "img_url": "https://example.com/image.jpg",
                        "first_frame_url": "text",
                        "last_frame_url": "text",
                        "prompt_extend": True,
                        "watermark": True,
                    },
                ),
                Put(
                    "/prompt",
                    "a",
                ),
                Put(
                    "/model",
                    "sora-2",
                ),
                Put(
                    "/seconds",
                    "8",
                ),
                Put(
                    "/size",
                    "1280x720",
                ),
                Put(
                    "/image",
                    "https://cdn.example.com/first-frame.png",
                ),
                Put(
                    "/images",
                    [],
                ),
                Put(
                    "/duration",
                    5,
                ),
                Put(
                    "/mode",
                    "std",
                ),
            ],
        ),
        Bundle(
            names=[
                "metadata.negative_prompt: quotes, a new line, a picture",
                "metadata.prompt: quotes, a new line, a picture",
                "metadata.mode: pro",
                "metadata.duration: 1, the least",
                "metadata.aspect_ratio: 9:16",
                "metadata.cfg_scale: 0, the least",
                "metadata.dynamic_masks: one item",
                "metadata.camera_control.type: down_back",
                "metadata.camera_control.config.horizontal: -10, the least",
                "metadata.camera_control.config.vertical: -10, the least",
                "metadata.camera_control.config.pan: -10, the least",
                "metadata.camera_control.config.tilt: -10, the least",
                "metadata.camera_control.config.roll: -10, the least",
                "metadata.camera_control.config.zoom: -10, the least",
                "metadata.callback_url: a uri",
                "metadata.image_urls: one item",
                "metadata.binary_data_base64: one item",
                "metadata.seed: given (2)",
                "metadata.frames: 241",
                "metadata.movement_amplitude: small",
                "metadata.bgm: true",
                "metadata.payload: quotes, a new line, a picture",
                "metadata.model: given (2)",
                "metadata.aspectRatio: 9:16",
                "metadata.durationSeconds: 6",
                "metadata.resolution: given (2)",
                "metadata.prompt_extend: false",
                "metadata.watermark: false",
                "prompt: 32000 characters, the most",
                "seconds: 1, the least",
                "images: one item",
                "duration: 1, within",
                "mode: pro",
            ],
            edits=[
                Put(
                    "/metadata",
                    {
                        "negative_prompt": 'A "quoted" line,\nand one more 🎬',
                        "prompt": 'A "quoted" line,\nand one more 🎬',
                        "mode": "pro",
                        "duration": 1,
                        "aspect_ratio": "9:16",
                        "cfg_scale": 0,
                        "dynamic_masks": [
                            {},
                        ],
                        "camera_control": {
                            "type": "down_back",
                            "config": {
                                "horizontal": -10,
                                "vertical": -10,
                                "pan": -10,
                                "tilt": -10,
                                "roll": -10,
                                "zoom": -10,
                            },
                        },
                        "callback_url": "https://example.com/a",
                        "image_urls": [
                            "https://example.com/a",
                        ],
                        "binary_data_base64": [
                            "text",
                        ],
                        "seed": -1,
                        "frames": 241,
                        "movement_amplitude": "small",
                        "bgm": True,
                        "payload": 'A "quoted" line,\nand one more 🎬',
                        "model": "viduq1",
                        "aspectRatio": "9:16",
                        "durationSeconds": 6,
                        "resolution": "720p",
                        "prompt_extend": False,
                        "watermark": False,
                    },
                ),
                Put(
                    "/prompt",
                    "a",
                    times=32000,
                ),
                Put(
                    "/seconds",
                    1,
                ),
                Put(
                    "/images",
                    [
                        "text",
                    ],
                ),
                Put(
                    "/duration",
                    1,
                ),
                Put(
                    "/mode",
                    "pro",
                ),
            ],
        ),
        Bundle(
            names=[
                "metadata.mode: 4k",
                "metadata.aspect_ratio: 1:1",
                "metadata.cfg_scale: 1, the most",
                "metadata.dynamic_masks.0.unknown: not known",
                "metadata.camera_control.type: forward_up",
                "metadata.camera_control.config.horizontal: 10, the most",
                "metadata.camera_control.config.vertical: 10, the most",
                "metadata.camera_control.config.pan: 10, the most",
                "metadata.camera_control.config.tilt: 10, the most",
                "metadata.camera_control.config.roll: 10, the most",
                "metadata.camera_control.config.zoom: 10, the most",
                "metadata.duration: given (2)",
                "metadata.seed: given (3)",
                "metadata.movement_amplitude: medium",
                "metadata.durationSeconds: 8",
                "metadata.resolution: given (3)",
                "prompt: 32000 characters beyond ASCII, the most",
                "mode: 4k",
            ],
            edits=[
                Put(
                    "/metadata",
                    {
                        "mode": "4k",
                        "aspect_ratio": "1:1",
                        "cfg_scale": 1,
                        "dynamic_masks": [
                            {
                                "unknown": "text",
                            },
                        ],
                        "camera_control": {
                            "type": "forward_up",
                            "config": {
                                "horizontal": 10,
                                "vertical": 10,
                                "pan": 10,
                                "tilt": 10,
                                "roll": 10,
                                "zoom": 10,
                            },
                        },
                        "duration": 5,
                        "seed": 0,
                        "movement_amplitude": "medium",
                        "durationSeconds": 8,
                        "resolution": "720P",
                    },
                ),
                Put(
                    "/prompt",
                    "é",
                    times=32000,
                ),
                Put(
                    "/mode",
                    "4k",
                ),
            ],
        ),
        Bundle(
            names=[
                "metadata.dynamic_masks.0.mask: given",
                "metadata.camera_control.type: right_turn_forward",
                "metadata.camera_control.config.horizontal: -9.5, a fraction",
                "metadata.duration: 16, the most",
                "metadata.seed: 2147483647, the most",
                "metadata.movement_amplitude: large",
                "prompt: quotes, a new line, a picture",
            ],
            edits=[
                Put(
                    "/metadata",
                    {
                        "dynamic_masks": [
                            {
                                "mask": "text",
                            },
                        ],
                        "camera_control": {
                            "type": "right_turn_forward",
                            "config": {
                                "horizontal": -9.5,
                            },
                        },
                        "duration": 16,
                        "seed": 2147483647,
                        "movement_amplitude": "large",
                    },
                ),
                Put(
                    "/prompt",
                    'A "quoted" line,\nand one more 🎬',
                ),
            ],
        ),
        Bundle(
            names=[
                "metadata.dynamic_masks.0.trajectories: given",
                "metadata.camera_control.type: left_turn_forward",
            ],
            edits=[
                Put(
                    "/metadata",
                    {
                        "dynamic_masks": [
                            {
                                "trajectories": [],
                            },
                        ],
                        "camera_control": {
                            "type": "left_turn_forward",
                        },
                    },
                ),
            ],
        ),
    ],
)

VIDEOS_CREATE_MULTIPART_REFUSES = Group(
    "videos_create_multipart_refuses",
    check="refuses",
    request=VIDEOS_CREATE_MULTIPART,
    about=[
        "POST /v1/videos",
        "createVideo",
    ],
    cases=[
        Case(
            "prompt: left out",
            at="#/components/schemas/VideoParameters/required",
            says="required: prompt",
            edits=[
                Drop(
                    "/prompt",
                ),
                Put(
                    "/metadata",
                    "{}",
                ),
            ],
        ),
        Case(
            "prompt: no characters, one too few",
            at="#/components/schemas/VideoParameters/properties/prompt/minLength",
            says="minLength: 1",
            edits=[
                Put(
                    "/prompt",
                    "",
                ),
            ],
        ),
        Case(
            "prompt: 32001 characters, one too many",
            at="#/components/schemas/VideoParameters/properties/prompt/maxLength",
            says="maxLength: 32000",
            edits=[
                Put(
                    "/prompt",
                    "a",
                    times=32001,
                ),
            ],
        ),
        Case(
            "prompt: another pattern",
            at="#/components/schemas/VideoParameters/properties/prompt/pattern",
            says="pattern: \\S",
            edits=[
                Put(
                    "/prompt",
                    " ",
                ),
            ],
        ),
        Case(
            "seconds: a fraction",
            at="#/components/schemas/VideoParameters/properties/seconds/anyOf/0/type",
            says="type: integer, string",
            edits=[
                Put(
                    "/seconds",
                    1.5,
                ),
            ],
        ),
        Case(
            "seconds: another pattern",
            at="#/components/schemas/VideoParameters/properties/seconds/anyOf/0/pattern",
            says="pattern: ^[0-9]+$",
            edits=[
                Put(
                    "/seconds",
                    "!",
                ),
            ],
        ),
        Case(
            "seconds: the pattern with something behind",
            at="#/components/schemas/VideoParameters/properties/seconds/anyOf/0/pattern",
            says="pattern: ^[0-9]+$",
            edits=[
                Put(
                    "/seconds",
                    "1!",
                ),
            ],
        ),
        Case(
            "seconds: the pattern with something before",
            at="#/components/schemas/VideoParameters/properties/seconds/anyOf/0/pattern",
            says="pattern: ^[0-9]+$",
            edits=[
                Put(
                    "/seconds",
                    "!1",
                ),
            ],
        ),
        Case(
            "duration: a text",
            at="#/components/schemas/VideoParameters/properties/duration/type",
            says="type: number",
            edits=[
                Put(
                    "/duration",
                    "text",
                ),
            ],
        ),
        Case(
            "duration: 0, the bound itself",
            at="#/components/schemas/VideoParameters/properties/duration/exclusiveMinimum",
            says="exclusiveMinimum: 0",
            edits=[
                Put(
                    "/duration",
                    0,
                ),
            ],
        ),
        Case(
            "mode: a number",
            at="#/components/schemas/KlingMode/type",
            says="type: string",
            edits=[
                Put(
                    "/mode",
                    1,
                ),
            ],
        ),
        Case(
            "mode: none of the listed",
            at="#/components/schemas/KlingMode/enum",
            says="enum: std, pro, 4k",
            edits=[
                Put(
                    "/mode",
                    "not-listed",
                ),
            ],
        ),
        Case(
            "wrong media type",
            at="#/paths/~1v1~1videos/post/requestBody",
            says="media types: application/json, multipart/form-data",
            media="text/plain",
        ),
    ],
)

VIDEOS_RETRIEVE_ACCEPTS = Group(
    "videos_retrieve_accepts",
    check="accepts",
    request=VIDEOS_RETRIEVE_REQUEST,
    about=[
        "GET /v1/videos/{video_id}",
        "retrieveVideo",
    ],
    cases=[
        Case(
            "the smallest request",
            at="#/paths/~1v1~1videos~1{video_id}/get",
            says="a request with no more than it must have",
        ),
    ],
)

VIDEOS_RETRIEVE_GUARDS = Group(
    "videos_retrieve_guards",
    check="guards",
    request=VIDEOS_RETRIEVE_REQUEST,
    about=[
        "GET /v1/videos/{video_id}",
        "retrieveVideo",
    ],
    cases=[
        Case(
            "no credentials",
            at="#/paths/~1v1~1videos~1{video_id}/get/security",
            says="security: bearer",
        ),
        Case(
            "wrong credentials",
            at="#/paths/~1v1~1videos~1{video_id}/get/security",
            says="security: bearer",
        ),
    ],
)

VIDEOS_RETRIEVE_MISSES = Group(
    "videos_retrieve_misses",
    check="misses",
    request=VIDEOS_RETRIEVE_REQUEST,
    about=[
        "GET /v1/videos/{video_id}",
        "retrieveVideo",
    ],
    cases=[
        Case(
            "video_id: unknown",
            at="#/paths/~1v1~1videos~1{video_id}/get/parameters/0",
            says="the id of a job",
            path={
                "video_id": "no-such-id",
            },
        ),
    ],
)

VIDEOS_RETRIEVE_ALLOWS = Group(
    "videos_retrieve_allows",
    check="allows",
    request=VIDEOS_RETRIEVE_REQUEST,
    about=[
        "GET /v1/videos/{video_id}",
        "retrieveVideo",
    ],
    cases=[
        Case(
            "PUT",
            at="#/paths/~1v1~1videos~1{video_id}",
            says="methods: GET",
            path={
                "video_id": "no-such-id",
            },
        ),
        Case(
            "PATCH",
            at="#/paths/~1v1~1videos~1{video_id}",
            says="methods: GET",
            path={
                "video_id": "no-such-id",
            },
        ),
        Case(
            "DELETE",
            at="#/paths/~1v1~1videos~1{video_id}",
            says="methods: GET",
            path={
                "video_id": "no-such-id",
            },
        ),
    ],
)

VIDEOS_DOWNLOAD_CONTENT_ACCEPTS = Group(
    "videos_download_content_accepts",
    check="accepts",
    request=VIDEOS_DOWNLOAD_CONTENT_REQUEST,
    about=[
        "GET /v1/videos/{video_id}/content",
        "downloadVideoContent",
    ],
    cases=[
        Case(
            "the smallest request",
            at="#/paths/~1v1~1videos~1{video_id}~1content/get",
            says="a request with no more than it must have",
        ),
        Case(
            "variant: video",
            at="#/components/schemas/VideoVariant/enum",
            says="enum: video, thumbnail, spritesheet",
            query={
                "variant": [
                    "video",
                ],
            },
        ),
        Case(
            "variant: thumbnail",
            at="#/components/schemas/VideoVariant/enum",
            says="enum: video, thumbnail, spritesheet",
            query={
                "variant": [
                    "thumbnail",
                ],
            },
        ),
        Case(
            "variant: spritesheet",
            at="#/components/schemas/VideoVariant/enum",
            says="enum: video, thumbnail, spritesheet",
            query={
                "variant": [
                    "spritesheet",
                ],
            },
        ),
    ],
)

VIDEOS_DOWNLOAD_CONTENT_REFUSES = Group(
    "videos_download_content_refuses",
    check="refuses",
    request=VIDEOS_DOWNLOAD_CONTENT_REQUEST,
    about=[
        "GET /v1/videos/{video_id}/content",
        "downloadVideoContent",
    ],
    cases=[
        Case(
            "variant: a number",
            at="#/components/schemas/VideoVariant/type",
            says="type: string",
            query={
                "variant": [
                    "1",
                ],
            },
        ),
        Case(
            "variant: none of the listed",
            at="#/components/schemas/VideoVariant/enum",
            says="enum: video, thumbnail, spritesheet",
            query={
                "variant": [
                    "not-listed",
                ],
            },
        ),
    ],
)

VIDEOS_DOWNLOAD_CONTENT_GUARDS = Group(
    "videos_download_content_guards",
    check="guards",
    request=VIDEOS_DOWNLOAD_CONTENT_REQUEST,
    about=[
        "GET /v1/videos/{video_id}/content",
        "downloadVideoContent",
    ],
    cases=[
        Case(
            "no credentials",
            at="#/paths/~1v1~1videos~1{video_id}~1content/get/security",
            says="security: bearer",
        ),
        Case(
            "wrong credentials",
            at="#/paths/~1v1~1videos~1{video_id}~1content/get/security",
            says="security: bearer",
        ),
    ],
)

VIDEOS_DOWNLOAD_CONTENT_MISSES = Group(
    "videos_download_content_misses",
    check="misses",
    request=VIDEOS_DOWNLOAD_CONTENT_REQUEST,
    about=[
        "GET /v1/videos/{video_id}/content",
        "downloadVideoContent",
    ],
    cases=[
        Case(
            "video_id: unknown",
            at="#/paths/~1v1~1videos~1{video_id}~1content/get/parameters/0",
            says="the id of a job",
            path={
                "video_id": "no-such-id",
            },
        ),
    ],
)

VIDEOS_DOWNLOAD_CONTENT_ALLOWS = Group(
    "videos_download_content_allows",
    check="allows",
    request=VIDEOS_DOWNLOAD_CONTENT_REQUEST,
    about=[
        "GET /v1/videos/{video_id}/content",
        "downloadVideoContent",
    ],
    cases=[
        Case(
            "PUT",
            at="#/paths/~1v1~1videos~1{video_id}~1content",
            says="methods: GET",
            path={
                "video_id": "no-such-id",
            },
        ),
        Case(
            "PATCH",
            at="#/paths/~1v1~1videos~1{video_id}~1content",
            says="methods: GET",
            path={
                "video_id": "no-such-id",
            },
        ),
        Case(
            "DELETE",
            at="#/paths/~1v1~1videos~1{video_id}~1content",
            says="methods: GET",
            path={
                "video_id": "no-such-id",
            },
        ),
    ],
)

GROUPS: list[Group] = [
    VIDEOS_CREATE_LIVES,
    VIDEOS_CREATE_AGREES,
    VIDEOS_CREATE_STAYS,
    VIDEOS_CREATE_WAITS,
    VIDEOS_CREATE_FAILS,
    VIDEOS_CREATE_JSON_ACCEPTS,
    VIDEOS_CREATE_JSON_REFUSES,
    VIDEOS_CREATE_GUARDS,
    VIDEOS_CREATE_ALLOWS,
    VIDEOS_CREATE_MULTIPART_ACCEPTS,
    VIDEOS_CREATE_MULTIPART_REFUSES,
    VIDEOS_RETRIEVE_ACCEPTS,
    VIDEOS_RETRIEVE_GUARDS,
    VIDEOS_RETRIEVE_MISSES,
    VIDEOS_RETRIEVE_ALLOWS,
    VIDEOS_DOWNLOAD_CONTENT_ACCEPTS,
    VIDEOS_DOWNLOAD_CONTENT_REFUSES,
    VIDEOS_DOWNLOAD_CONTENT_GUARDS,
    VIDEOS_DOWNLOAD_CONTENT_MISSES,
    VIDEOS_DOWNLOAD_CONTENT_ALLOWS,
]
