import { placeBeside } from './menu-place.ts';

/** Puts a rendered floating element beside its button. */
export function placeAt(floating: HTMLElement, button: HTMLElement, side: 'start' | 'end'): void {
  const size = { width: floating.offsetWidth, height: floating.offsetHeight };
  const view = { width: window.innerWidth, height: window.innerHeight };
  const { top, left } = placeBeside(button.getBoundingClientRect(), size, view, side);
  Object.assign(floating.style, { top: `${top}px`, left: `${left}px` });
}
