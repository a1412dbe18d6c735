// Turns the pictures that the desk draws into PNG, with the letters that ship with it: a bare machine has none.
import { fileURLToPath } from 'node:url';

const fonts = ['400Regular/PTSans_400Regular.ttf', '700Bold/PTSans_700Bold.ttf'].map((file) =>
  fileURLToPath(import.meta.resolve(`@expo-google-fonts/pt-sans/${file}`)),
);
const family = 'PT Sans';

/** Pixels of the image for one of the drawing, so that it is sharp on a telephone. */
const density = 2;

/**
 * The SVG as a PNG of twice its size in pixels, drawn outside the event loop.
 * @throws Error for what is no SVG, and where the machine has no build of the library that draws it.
 */
export async function pngOf(svg: string): Promise<Buffer> {
  // Loaded when first needed: the desk runs, and explains in words, also where it cannot be loaded.
  const { renderAsync } = await import('@resvg/resvg-js');
  const image = await renderAsync(svg, {
    fitTo: { mode: 'zoom', value: density },
    font: { loadSystemFonts: false, fontFiles: fonts, defaultFontFamily: family },
  });
  return image.asPng();
}
