/** Whether an ICC profile describes sRGB, judged by the name it gives itself (Latin-1 or UTF-16). */
export function isSrgbProfile(profile: Uint8Array): boolean {
  return Buffer.from(profile).toString("latin1").replaceAll("\0", "").includes("sRGB");
}
