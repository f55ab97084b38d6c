interface S3Place {
  readonly region: string;
  readonly endpoint?: string | undefined;
  readonly credentials?: { readonly accessKeyId: string; readonly secretAccessKey: string } | undefined;
}

/** What a client of S3, or of a store that speaks like it, is opened with. */
export function s3Options({ region, endpoint, credentials }: S3Place) {
  return {
    region,
    // Stores that are not Amazon's do not all know the newer trailing checksums.
    requestChecksumCalculation: 'WHEN_REQUIRED',
    responseChecksumValidation: 'WHEN_REQUIRED',
    ...(endpoint === undefined ? {} : { endpoint, forcePathStyle: true }),
    // A copy: the client writes into it, and settings are frozen.
    ...(credentials === undefined ? {} : { credentials: { ...credentials } }),
  } as const;
}
