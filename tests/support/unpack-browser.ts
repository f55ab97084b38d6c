/** Unpacks the browser of the packages into the temporary folder. */
import packed from '@sparticuz/chromium';

await packed.executablePath();
