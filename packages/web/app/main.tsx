import { startGallery } from "./start_gallery.tsx";

startGallery();
