/** What the editor begins with. */
export const newPolicy = `{
    "Version": "2012-10-17",
    "Statement": [
        {
            "Sid": "Statement1",
            "Effect": "Allow",
            "Action": [],
            "Resource": []
        }
    ]
}`;

/** With line breaks, where it is JSON; the text itself otherwise. */
export function prettyDocument(text: string): string {
  try {
    return JSON.stringify(JSON.parse(text), undefined, 4);
  } catch {
    return text;
  }
}
