"""The API step of the tutorial: David, of Development, assumes the role UpdateApp of Production and
puts an object into its bucket with the temporary credentials. Nothing here knows of Hallpass:
credentials, region and endpoint come from the profile, as with AWS.

    AWS_SHARED_CREDENTIALS_FILE=hallpass-data/credentials AWS_PROFILE=david python3 examples/assume_role.py
"""

import boto3

answer = boto3.client("sts").assume_role(
    RoleArn="arn:aws:iam::999999999999:role/UpdateApp",
    RoleSessionName="AssumeRoleSession1",
)
issued = answer["Credentials"]
print(f"I am {answer['AssumedRoleUser']['Arn']} until {issued['Expiration'].isoformat()}")

s3 = boto3.client(
    "s3",
    aws_access_key_id=issued["AccessKeyId"],
    aws_secret_access_key=issued["SecretAccessKey"],
    aws_session_token=issued["SessionToken"],
)
bucket, key = "productionapp", "app/from-python.txt"
s3.put_object(Bucket=bucket, Key=key, Body=b"Updated by David.\n")
print(f"s3://{bucket}/{key} is written")
