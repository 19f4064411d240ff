/** The operations of this service, one file each. */
export {};
