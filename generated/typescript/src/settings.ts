// Made by callsheet from BurnCloud Video API; do not edit.
// Remake with: callsheet generate
/** What a client is set to where neither its caller nor the environment says anything. */

import { type Settings, USUAL } from "./core/settings.js";
import { failure } from "./errors.js";

export const DEFAULTS: Settings = {
  ...USUAL,
  baseUrl: "https://ai.burncloud.com",
  baseUrlFrom: "BURNCLOUD_BASE_URL",
  userAgent: "burncloud-video/0.1.0",
  requestIdIn: ["X-Oneapi-Request-Id", "X-Request-Id"],
  credentials: [
    {
      scheme: "bearer",
      kind: "bearer",
      wire: "Authorization",
      option: "apiKey",
      environment: "BURNCLOUD_API_KEY",
    },
  ],
  failure,
};
