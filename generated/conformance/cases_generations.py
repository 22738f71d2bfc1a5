# Made by callsheet from BurnCloud Video API; do not edit.
# Remake with: callsheet generate

"""What is asked of one group of operations, case by case."""

from __future__ import annotations

from .facts import Bundle, Case, Drop, Group, Put
from .operations import (
    GENERATIONS_CREATE_JSON,
    GENERATIONS_RETRIEVE_REQUEST,
)

GENERATIONS_CREATE_LIVES = Group(
    "generations_create_lives",
    check="lives",
    request=GENERATIONS_CREATE_JSON,
    about=[
        "POST /v1/video/generations",
        "createGeneration",
    ],
)

GENERATIONS_CREATE_AGREES = Group(
    "generations_create_agrees",
    check="agrees",
    request=GENERATIONS_CREATE_JSON,
    about=[
        "POST /v1/video/generations",
        "createGeneration",
    ],
)

GENERATIONS_CREATE_STAYS = Group(
    "generations_create_stays",
    check="stays",
    request=GENERATIONS_CREATE_JSON,
    about=[
        "POST /v1/video/generations",
        "createGeneration",
    ],
)

GENERATIONS_CREATE_DELIVERS = Group(
    "generations_create_delivers",
    check="delivers",
    request=GENERATIONS_CREATE_JSON,
    about=[
        "POST /v1/video/generations",
        "createGeneration",
    ],
)

GENERATIONS_CREATE_FAILS = Group(
    "generations_create_fails",
    check="fails",
    request=GENERATIONS_CREATE_JSON,
    about=[
        "POST /v1/video/generations",
        "createGeneration",
    ],
)

GENERATIONS_CREATE_JSON_ACCEPTS = Group(
    "generations_create_json_accepts",
    check="accepts",
    request=GENERATIONS_CREATE_JSON,
    about=[
        "POST /v1/video/generations",
        "createGeneration",
    ],
    cases=[
        Case(
            "the smallest request",
            at="#/paths/~1v1~1video~1generations/post",
            says="a request with no more than it must have",
        ),
        Case(
            "example kling-image-to-video",
            at="#/paths/~1v1~1video~1generations/post/requestBody/content/application~1json/examples/kling-image-to-video",
            says="a documented example: Kling, from a first and a last frame.",
            body={
                "model": "kling-v1",
                "prompt": "一个穿着宇航服的宇航员在月球上行走, 高品质, 电影级",
                "size": "1920x1080",
                "image": "https://h2.inkwai.com/bs2/upload-ylab-stunt/se/ai_portal_queue_mmu_image_upscale_aiweb/3214b798-e1b4-4b00-b7af-72b5b0417420_raw_image_0.jpg",
                "duration": 5,
                "metadata": {
                    "seed": 20231234,
                    "negative_prompt": "模糊",
                    "image_tail": "https://h1.inkwai.com/bs2/upload-ylab-stunt/1fa0ac67d8ce6cd55b50d68b967b3a59.png",
                },
            },
        ),
        Case(
            "example jimeng-image-to-video",
            at="#/paths/~1v1~1video~1generations/post/requestBody/content/application~1json/examples/jimeng-image-to-video",
            says="a documented example: Jimeng, from an image, with the vendor's own request key.",
            body={
                "model": "jimeng_vgfm_t2v_l20",
                "prompt": "一个穿着宇航服的宇航员在月球上行走",
                "image": "https://h2.inkwai.com/bs2/upload-ylab-stunt/se/ai_portal_queue_mmu_image_upscale_aiweb/3214b798-e1b4-4b00-b7af-72b5b0417420_raw_image_0.jpg",
                "metadata": {
                    "req_key": "jimeng_vgfm_i2v_l20",
                    "image_urls": [
                        "https://h2.inkwai.com/bs2/upload-ylab-stunt/se/ai_portal_queue_mmu_image_upscale_aiweb/3214b798-e1b4-4b00-b7af-72b5b0417420_raw_image_0.jpg",
                    ],
                    "aspect_ratio": "16:9",
                },
            },
        ),
        Case(
            "example vidu-image-to-video",
            at="#/paths/~1v1~1video~1generations/post/requestBody/content/application~1json/examples/vidu-image-to-video",
            says="a documented example: Vidu, from an image, with a callback.",
            body={
                "model": "viduq1",
                "prompt": "一个穿着宇航服的宇航员在月球上行走, 高品质, 电影级",
                "size": "1920x1080",
                "image": "https://prod-ss-images.s3.cn-northwest-1.amazonaws.com.cn/vidu-maas/template/image2video.png",
                "duration": 5,
                "metadata": {
                    "duration": 5,
                    "seed": 0,
                    "resolution": "1080p",
                    "movement_amplitude": "auto",
                    "bgm": False,
                    "payload": "",
                    "callback_url": "https://your-callback-url.com/webhook",
                },
            },
        ),
        Case(
            "example kling-camera",
            at="#/paths/~1v1~1video~1generations/post/requestBody/content/application~1json/examples/kling-camera",
            says="a documented example: Kling, from text alone, with a moving camera.",
            body={
                "model": "kling-v1",
                "prompt": "A lighthouse on a cliff at dusk, waves below",
                "mode": "pro",
                "duration": 10,
                "metadata": {
                    "aspect_ratio": "16:9",
                    "cfg_scale": 0.5,
                    "camera_control": {
                        "type": "simple",
                        "config": {
                            "horizontal": 2.5,
                        },
                    },
                },
            },
        ),
        Case(
            "example veo-text-to-video",
            at="#/paths/~1v1~1video~1generations/post/requestBody/content/application~1json/examples/veo-text-to-video",
            says="a documented example: Veo, from text alone.",
            body={
                "model": "veo-3.0-generate-001",
                "prompt": "A paper boat drifts down a rain gutter, filmed from very close",
                "metadata": {
                    "aspectRatio": "9:16",
                    "durationSeconds": 8,
                    "negativePrompt": "text, watermark",
                },
            },
        ),
        Case(
            "unknown: not known",
            at="#/components/schemas/GenerationRequest/additionalProperties",
            says="additionalProperties: true",
            edits=[
                Put(
                    "/unknown",
                    "text",
                ),
            ],
        ),
        Case(
            "prompt: 1 character, the least",
            at="#/components/schemas/GenerationRequest/properties/prompt/minLength",
            says="minLength: 1",
            edits=[
                Put(
                    "/prompt",
                    "a",
                ),
            ],
        ),
        Case(
            "prompt: quotes, a new line, a picture",
            at="#/components/schemas/GenerationRequest/properties/prompt/minLength",
            says="minLength: 1",
            edits=[
                Put(
                    "/prompt",
                    'A "quoted" line,\nand one more 🎬',
                ),
            ],
        ),
        Case(
            "image: given",
            at="#/components/schemas/GenerationRequest/properties/image",
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
            at="#/components/schemas/GenerationRequest/properties/images",
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
            at="#/components/schemas/GenerationRequest/properties/images/items",
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
            "size: given",
            at="#/components/schemas/GenerationRequest/properties/size",
            says="size may be given",
            edits=[
                Put(
                    "/size",
                    "1920x1080",
                ),
            ],
        ),
        Case(
            "mode: given",
            at="#/components/schemas/GenerationRequest/properties/mode",
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
            "duration: given",
            at="#/components/schemas/GenerationRequest/properties/duration",
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
            at="#/components/schemas/GenerationRequest/properties/duration/exclusiveMinimum",
            says="exclusiveMinimum: 0",
            edits=[
                Put(
                    "/duration",
                    1,
                ),
            ],
        ),
        Case(
            "width: given",
            at="#/components/schemas/GenerationRequest/properties/width",
            says="width may be given",
            edits=[
                Put(
                    "/width",
                    512,
                ),
            ],
        ),
        Case(
            "width: 1, the least",
            at="#/components/schemas/GenerationRequest/properties/width/minimum",
            says="minimum: 1",
            edits=[
                Put(
                    "/width",
                    1,
                ),
            ],
        ),
        Case(
            "height: given",
            at="#/components/schemas/GenerationRequest/properties/height",
            says="height may be given",
            edits=[
                Put(
                    "/height",
                    512,
                ),
            ],
        ),
        Case(
            "height: 1, the least",
            at="#/components/schemas/GenerationRequest/properties/height/minimum",
            says="minimum: 1",
            edits=[
                Put(
                    "/height",
                    1,
                ),
            ],
        ),
        Case(
            "fps: given",
            at="#/components/schemas/GenerationRequest/properties/fps",
            says="fps may be given",
            edits=[
                Put(
                    "/fps",
                    30,
                ),
            ],
        ),
        Case(
            "fps: 1, the least",
            at="#/components/schemas/GenerationRequest/properties/fps/minimum",
            says="minimum: 1",
            edits=[
                Put(
                    "/fps",
                    1,
                ),
            ],
        ),
        Case(
            "seed: given",
            at="#/components/schemas/GenerationRequest/properties/seed",
            says="seed may be given",
            edits=[
                Put(
                    "/seed",
                    20231234,
                ),
            ],
        ),
        Case(
            "n: given",
            at="#/components/schemas/GenerationRequest/properties/n",
            says="n may be given",
            edits=[
                Put(
                    "/n",
                    1,
                ),
            ],
        ),
        Case(
            "response_format: given",
            at="#/components/schemas/GenerationRequest/properties/response_format",
            says="response_format may be given",
            edits=[
                Put(
                    "/response_format",
                    "url",
                ),
            ],
        ),
        Case(
            "user: given",
            at="#/components/schemas/GenerationRequest/properties/user",
            says="user may be given",
            edits=[
                Put(
                    "/user",
                    "user-1234",
                ),
            ],
        ),
        Case(
            "metadata: given",
            at="#/components/schemas/GenerationRequest/properties/metadata",
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
    ],
    bundles=[
        Bundle(
            names=[
                "unknown: not known",
                "prompt: 1 character, the least",
                "image: given",
                "images: given",
                "size: given",
                "mode: given",
                "duration: given",
                "width: given",
                "height: given",
                "fps: given",
                "seed: given",
                "n: given",
                "response_format: given",
                "user: given",
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
            ],
            edits=[
                Put(
                    "/unknown",
                    "text",
                ),
                Put(
                    "/prompt",
                    "a",
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
                    "/size",
                    "1920x1080",
                ),
                Put(
                    "/mode",
                    "std",
                ),
                Put(
                    "/duration",
                    5,
                ),
                Put(
                    "/width",
                    512,
                ),
                Put(
                    "/height",
                    512,
                ),
                Put(
                    "/fps",
                    30,
                ),
                Put(
                    "/seed",
                    20231234,
                ),
                Put(
                    "/n",
                    1,
                ),
                Put(
                    "/response_format",
                    "url",
                ),
                Put(
                    "/user",
                    "user-1234",
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
            ],
        ),
        Bundle(
            names=[
                "prompt: quotes, a new line, a picture",
                "images: one item",
                "mode: pro",
                "duration: 1, within",
                "width: 1, the least",
                "height: 1, the least",
                "fps: 1, the least",
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
            ],
            edits=[
                Put(
                    "/prompt",
                    'A "quoted" line,\nand one more 🎬',
                ),
                Put(
                    "/images",
                    [
                        "text",
                    ],
                ),
                Put(
                    "/mode",
                    "pro",
                ),
                Put(
                    "/duration",
                    1,
                ),
                Put(
                    "/width",
                    1,
                ),
                Put(
                    "/height",
                    1,
                ),
                Put(
                    "/fps",
                    1,
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
            ],
        ),
        Bundle(
            names=[
                "mode: 4k",
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
            ],
            edits=[
                Put(
                    "/mode",
                    "4k",
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

GENERATIONS_CREATE_JSON_REFUSES = Group(
    "generations_create_json_refuses",
    check="refuses",
    request=GENERATIONS_CREATE_JSON,
    about=[
        "POST /v1/video/generations",
        "createGeneration",
    ],
    cases=[
        Case(
            "the body: a list",
            at="#/components/schemas/GenerationRequest/type",
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
            at="#/components/schemas/GenerationRequest/type",
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
            at="#/components/schemas/GenerationRequest/type",
            says="type: object",
            edits=[
                Put(
                    "",
                    None,
                ),
            ],
        ),
        Case(
            "model: left out",
            at="#/components/schemas/GenerationRequest/required",
            says="required: model",
            edits=[
                Drop(
                    "/model",
                ),
            ],
        ),
        Case(
            "prompt: left out",
            at="#/components/schemas/GenerationRequest/required",
            says="required: prompt",
            edits=[
                Drop(
                    "/prompt",
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
            "model: null",
            at="#/components/schemas/VideoModel/anyOf/0/type",
            says="type: string",
            edits=[
                Put(
                    "/model",
                    None,
                ),
            ],
        ),
        Case(
            "prompt: a number",
            at="#/components/schemas/GenerationRequest/properties/prompt/type",
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
            at="#/components/schemas/GenerationRequest/properties/prompt/type",
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
            at="#/components/schemas/GenerationRequest/properties/prompt/type",
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
            at="#/components/schemas/GenerationRequest/properties/prompt/minLength",
            says="minLength: 1",
            edits=[
                Put(
                    "/prompt",
                    "",
                ),
            ],
        ),
        Case(
            "prompt: another pattern",
            at="#/components/schemas/GenerationRequest/properties/prompt/pattern",
            says="pattern: \\S",
            edits=[
                Put(
                    "/prompt",
                    " ",
                ),
            ],
        ),
        Case(
            "image: a number",
            at="#/components/schemas/GenerationRequest/properties/image/type",
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
            at="#/components/schemas/GenerationRequest/properties/image/type",
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
            at="#/components/schemas/GenerationRequest/properties/images/type",
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
            at="#/components/schemas/GenerationRequest/properties/images/type",
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
            at="#/components/schemas/GenerationRequest/properties/images/items/type",
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
            at="#/components/schemas/GenerationRequest/properties/images/items/type",
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
            "size: a number",
            at="#/components/schemas/GenerationRequest/properties/size/type",
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
            at="#/components/schemas/GenerationRequest/properties/size/type",
            says="type: string",
            edits=[
                Put(
                    "/size",
                    {},
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
            "duration: a number as text",
            at="#/components/schemas/GenerationRequest/properties/duration/type",
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
            at="#/components/schemas/GenerationRequest/properties/duration/type",
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
            at="#/components/schemas/GenerationRequest/properties/duration/type",
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
            at="#/components/schemas/GenerationRequest/properties/duration/exclusiveMinimum",
            says="exclusiveMinimum: 0",
            edits=[
                Put(
                    "/duration",
                    0,
                ),
            ],
        ),
        Case(
            "width: a number as text",
            at="#/components/schemas/GenerationRequest/properties/width/type",
            says="type: integer",
            edits=[
                Put(
                    "/width",
                    "1",
                ),
            ],
        ),
        Case(
            "width: a fraction",
            at="#/components/schemas/GenerationRequest/properties/width/type",
            says="type: integer",
            edits=[
                Put(
                    "/width",
                    1.5,
                ),
            ],
        ),
        Case(
            "width: a text",
            at="#/components/schemas/GenerationRequest/properties/width/type",
            says="type: integer",
            edits=[
                Put(
                    "/width",
                    "text",
                ),
            ],
        ),
        Case(
            "width: an object",
            at="#/components/schemas/GenerationRequest/properties/width/type",
            says="type: integer",
            edits=[
                Put(
                    "/width",
                    {},
                ),
            ],
        ),
        Case(
            "width: 0, beyond",
            at="#/components/schemas/GenerationRequest/properties/width/minimum",
            says="minimum: 1",
            edits=[
                Put(
                    "/width",
                    0,
                ),
            ],
        ),
        Case(
            "height: a number as text",
            at="#/components/schemas/GenerationRequest/properties/height/type",
            says="type: integer",
            edits=[
                Put(
                    "/height",
                    "1",
                ),
            ],
        ),
        Case(
            "height: a fraction",
            at="#/components/schemas/GenerationRequest/properties/height/type",
            says="type: integer",
            edits=[
                Put(
                    "/height",
                    1.5,
                ),
            ],
        ),
        Case(
            "height: a text",
            at="#/components/schemas/GenerationRequest/properties/height/type",
            says="type: integer",
            edits=[
                Put(
                    "/height",
                    "text",
                ),
            ],
        ),
        Case(
            "height: an object",
            at="#/components/schemas/GenerationRequest/properties/height/type",
            says="type: integer",
            edits=[
                Put(
                    "/height",
                    {},
                ),
            ],
        ),
        Case(
            "height: 0, beyond",
            at="#/components/schemas/GenerationRequest/properties/height/minimum",
            says="minimum: 1",
            edits=[
                Put(
                    "/height",
                    0,
                ),
            ],
        ),
        Case(
            "fps: a number as text",
            at="#/components/schemas/GenerationRequest/properties/fps/type",
            says="type: integer",
            edits=[
                Put(
                    "/fps",
                    "1",
                ),
            ],
        ),
        Case(
            "fps: a fraction",
            at="#/components/schemas/GenerationRequest/properties/fps/type",
            says="type: integer",
            edits=[
                Put(
                    "/fps",
                    1.5,
                ),
            ],
        ),
        Case(
            "fps: a text",
            at="#/components/schemas/GenerationRequest/properties/fps/type",
            says="type: integer",
            edits=[
                Put(
                    "/fps",
                    "text",
                ),
            ],
        ),
        Case(
            "fps: an object",
            at="#/components/schemas/GenerationRequest/properties/fps/type",
            says="type: integer",
            edits=[
                Put(
                    "/fps",
                    {},
                ),
            ],
        ),
        Case(
            "fps: 0, beyond",
            at="#/components/schemas/GenerationRequest/properties/fps/minimum",
            says="minimum: 1",
            edits=[
                Put(
                    "/fps",
                    0,
                ),
            ],
        ),
        Case(
            "seed: a number as text",
            at="#/components/schemas/GenerationRequest/properties/seed/type",
            says="type: integer",
            edits=[
                Put(
                    "/seed",
                    "1",
                ),
            ],
        ),
        Case(
            "seed: a fraction",
            at="#/components/schemas/GenerationRequest/properties/seed/type",
            says="type: integer",
            edits=[
                Put(
                    "/seed",
                    1.5,
                ),
            ],
        ),
        Case(
            "seed: a text",
            at="#/components/schemas/GenerationRequest/properties/seed/type",
            says="type: integer",
            edits=[
                Put(
                    "/seed",
                    "text",
                ),
            ],
        ),
        Case(
            "seed: an object",
            at="#/components/schemas/GenerationRequest/properties/seed/type",
            says="type: integer",
            edits=[
                Put(
                    "/seed",
                    {},
                ),
            ],
        ),
        Case(
            "n: a number as text",
            at="#/components/schemas/GenerationRequest/properties/n/type",
            says="type: integer",
            edits=[
                Put(
                    "/n",
                    "1",
                ),
            ],
        ),
        Case(
            "n: a fraction",
            at="#/components/schemas/GenerationRequest/properties/n/type",
            says="type: integer",
            edits=[
                Put(
                    "/n",
                    1.5,
                ),
            ],
        ),
        Case(
            "n: a text",
            at="#/components/schemas/GenerationRequest/properties/n/type",
            says="type: integer",
            edits=[
                Put(
                    "/n",
                    "text",
                ),
            ],
        ),
        Case(
            "n: an object",
            at="#/components/schemas/GenerationRequest/properties/n/type",
            says="type: integer",
            edits=[
                Put(
                    "/n",
                    {},
                ),
            ],
        ),
        Case(
            "n: 0, beyond",
            at="#/components/schemas/GenerationRequest/properties/n/minimum",
            says="minimum: 1",
            edits=[
                Put(
                    "/n",
                    0,
                ),
            ],
        ),
        Case(
            "response_format: a number",
            at="#/components/schemas/GenerationRequest/properties/response_format/type",
            says="type: string",
            edits=[
                Put(
                    "/response_format",
                    1,
                ),
            ],
        ),
        Case(
            "response_format: an object",
            at="#/components/schemas/GenerationRequest/properties/response_format/type",
            says="type: string",
            edits=[
                Put(
                    "/response_format",
                    {},
                ),
            ],
        ),
        Case(
            "user: a number",
            at="#/components/schemas/GenerationRequest/properties/user/type",
            says="type: string",
            edits=[
                Put(
                    "/user",
                    1,
                ),
            ],
        ),
        Case(
            "user: an object",
            at="#/components/schemas/GenerationRequest/properties/user/type",
            says="type: string",
            edits=[
                Put(
                    "/user",
                    {},
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
            "malformed JSON",
            at="#/paths/~1v1~1video~1generations/post/requestBody/content/application~1json",
            says="a body of application/json",
            spoil="cut",
        ),
        Case(
            "wrong media type",
            at="#/paths/~1v1~1video~1generations/post/requestBody",
            says="media types: application/json",
            media="text/plain",
        ),
        Case(
            "no body",
            at="#/paths/~1v1~1video~1generations/post/requestBody",
            says="required: true",
            spoil="drop",
        ),
    ],
)

GENERATIONS_CREATE_GUARDS = Group(
    "generations_create_guards",
    check="guards",
    request=GENERATIONS_CREATE_JSON,
    about=[
        "POST /v1/video/generations",
        "createGeneration",
    ],
    cases=[
        Case(
            "no credentials",
            at="#/paths/~1v1~1video~1generations/post/security",
            says="security: bearer",
        ),
        Case(
            "wrong credentials",
            at="#/paths/~1v1~1video~1generations/post/security",
            says="security: bearer",
        ),
    ],
)

GENERATIONS_CREATE_ALLOWS = Group(
    "generations_create_allows",
    check="allows",
    request=GENERATIONS_CREATE_JSON,
    about=[
        "POST /v1/video/generations",
        "createGeneration",
    ],
    cases=[
        Case(
            "PUT",
            at="#/paths/~1v1~1video~1generations",
            says="methods: POST",
        ),
        Case(
            "PATCH",
            at="#/paths/~1v1~1video~1generations",
            says="methods: POST",
        ),
        Case(
            "DELETE",
            at="#/paths/~1v1~1video~1generations",
            says="methods: POST",
        ),
    ],
)

GENERATIONS_RETRIEVE_ACCEPTS = Group(
    "generations_retrieve_accepts",
    check="accepts",
    request=GENERATIONS_RETRIEVE_REQUEST,
    about=[
        "GET /v1/video/generations/{task_id}",
        "retrieveGeneration",
    ],
    cases=[
        Case(
            "the smallest request",
            at="#/paths/~1v1~1video~1generations~1{task_id}/get",
            says="a request with no more than it must have",
        ),
    ],
)

GENERATIONS_RETRIEVE_GUARDS = Group(
    "generations_retrieve_guards",
    check="guards",
    request=GENERATIONS_RETRIEVE_REQUEST,
    about=[
        "GET /v1/video/generations/{task_id}",
        "retrieveGeneration",
    ],
    cases=[
        Case(
            "no credentials",
            at="#/paths/~1v1~1video~1generations~1{task_id}/get/security",
            says="security: bearer",
        ),
        Case(
            "wrong credentials",
            at="#/paths/~1v1~1video~1generations~1{task_id}/get/security",
            says="security: bearer",
        ),
    ],
)

GENERATIONS_RETRIEVE_MISSES = Group(
    "generations_retrieve_misses",
    check="misses",
    request=GENERATIONS_RETRIEVE_REQUEST,
    about=[
        "GET /v1/video/generations/{task_id}",
        "retrieveGeneration",
    ],
    cases=[
        Case(
            "task_id: unknown",
            at="#/paths/~1v1~1video~1generations~1{task_id}/get/parameters/0",
            says="the id of a job",
            path={
                "task_id": "no-such-id",
            },
        ),
    ],
)

GENERATIONS_RETRIEVE_ALLOWS = Group(
    "generations_retrieve_allows",
    check="allows",
    request=GENERATIONS_RETRIEVE_REQUEST,
    about=[
        "GET /v1/video/generations/{task_id}",
        "retrieveGeneration",
    ],
    cases=[
        Case(
            "PUT",
            at="#/paths/~1v1~1video~1generations~1{task_id}",
            says="methods: GET",
            path={
                "task_id": "no-such-id",
            },
        ),
        Case(
            "PATCH",
            at="#/paths/~1v1~1video~1generations~1{task_id}",
            says="methods: GET",
            path={
                "task_id": "no-such-id",
            },
        ),
        Case(
            "DELETE",
            at="#/paths/~1v1~1video~1generations~1{task_id}",
            says="methods: GET",
            path={
                "task_id": "no-such-id",
            },
        ),
    ],
)

GROUPS: list[Group] = [
    GENERATIONS_CREATE_LIVES,
    GENERATIONS_CREATE_AGREES,
    GENERATIONS_CREATE_STAYS,
    GENERATIONS_CREATE_DELIVERS,
    GENERATIONS_CREATE_FAILS,
    GENERATIONS_CREATE_JSON_ACCEPTS,
    GENERATIONS_CREATE_JSON_REFUSES,
    GENERATIONS_CREATE_GUARDS,
    GENERATIONS_CREATE_ALLOWS,
    GENERATIONS_RETRIEVE_ACCEPTS,
    GENERATIONS_RETRIEVE_GUARDS,
    GENERATIONS_RETRIEVE_MISSES,
    GENERATIONS_RETRIEVE_ALLOWS,
]
