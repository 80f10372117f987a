import { FakeGallery } from "./testing/fake_gallery.ts";
import { testGallery } from "./testing/gallery_suite.ts";

testGallery("the gallery on made-up pictures", () => FakeGallery.start({ isRunning: true }));
