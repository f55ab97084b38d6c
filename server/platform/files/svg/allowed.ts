const words = (list: string): ReadonlySet<string> => new Set(list.trim().split(/\s+/));

/** Shapes, text, paint and filters. No script, no foreign content, no links, no animation, no media. */
export const ELEMENTS = words(`
  svg g defs symbol use title desc switch view
  path rect circle ellipse line polyline polygon image
  text tspan textPath style
  marker pattern mask clipPath linearGradient radialGradient stop
  filter feBlend feColorMatrix feComponentTransfer feComposite feConvolveMatrix feDiffuseLighting
  feDisplacementMap feDistantLight feDropShadow feFlood feFuncA feFuncB feFuncG feFuncR feGaussianBlur feMerge
  feMergeNode feMorphology feOffset fePointLight feSpecularLighting feSpotLight feTile feTurbulence
`);

/** Attributes whose value is drawn and never loaded. A value may still point inside the drawing: `url(#id)`. */
export const ATTRIBUTES = words(`
  id class style lang role version viewBox preserveAspectRatio transform
  x y x1 y1 x2 y2 cx cy r rx ry fx fy fr dx dy d points pathLength rotate textLength lengthAdjust startOffset
  width height offset
  alignment-baseline baseline-shift clip clip-path clip-rule color color-interpolation color-interpolation-filters
  color-rendering cursor direction display dominant-baseline fill fill-opacity fill-rule filter flood-color
  flood-opacity font-family font-size font-size-adjust font-stretch font-style font-variant font-weight
  image-rendering letter-spacing lighting-color marker-end marker-mid marker-start mask mask-type opacity overflow
  paint-order pointer-events shape-rendering stop-color stop-opacity stroke stroke-dasharray stroke-dashoffset
  stroke-linecap stroke-linejoin stroke-miterlimit stroke-opacity stroke-width text-anchor text-decoration
  text-rendering transform-origin unicode-bidi vector-effect visibility white-space word-spacing writing-mode
  gradientTransform gradientUnits spreadMethod patternContentUnits patternTransform patternUnits
  maskContentUnits maskUnits clipPathUnits markerHeight markerUnits markerWidth orient refX refY
  filterUnits primitiveUnits in in2 result mode type values tableValues slope intercept amplitude exponent
  operator k1 k2 k3 k4 order kernelMatrix divisor bias targetX targetY edgeMode preserveAlpha surfaceScale
  diffuseConstant specularConstant specularExponent kernelUnitLength scale xChannelSelector yChannelSelector
  azimuth elevation stdDeviation radius baseFrequency numOctaves seed stitchTiles z
  pointsAtX pointsAtY pointsAtZ limitingConeAngle
  aria-label aria-labelledby aria-describedby aria-hidden
`);

/** Elements that may point at another part of the same drawing. */
export const REFERRING = words('use textPath linearGradient radialGradient pattern filter');

const FRAGMENT = /^#[\w.:-]{1,200}$/;
const EMBEDDED_PICTURE = /^data:image\/(?:png|jpeg|gif|webp);base64,[A-Za-z0-9+/\s]*={0,2}$/;

/** The only two things a reference may be: a place in this drawing, or for a picture its own pixels. */
export function isAllowedReference(element: string, value: string): boolean {
  if (element === 'image') return EMBEDDED_PICTURE.test(value);
  return REFERRING.has(element) && FRAGMENT.test(value);
}

const INNER_URL = /url\(\s*(['"]?)#[\w.:-]{1,200}\1\s*\)/gi;
const REACHES_OUT =
  /(url|image|image-set|cross-fade|element|src|attr|var|env|expression)\s*\(|\/\/|import|behavior|binding|script:|data:|[@\\<>]|\/\*/i;

/** A style or paint value that can load nothing: no URL but of this drawing, no rule, no escape, no comment. */
export function isAllowedValue(value: string): boolean {
  return !REACHES_OUT.test(value.replace(INNER_URL, ''));
}

/** A style sheet made of plain rules only. */
export function isAllowedSheet(sheet: string): boolean {
  return isAllowedValue(sheet.replace(/\/\*[^*]*\*\//g, '').replaceAll('>', ''));
}
