declare module "*.svg" {
  const text: string;
  // biome-ignore lint/style/noDefaultExport: how a bundler gives a file.
  export default text;
}
