"""What boto3 does its own way: paginators, waiters, resources, transfers, presigned URLs and posts of errors."""

import io
import sys
import urllib.request

import boto3
from botocore.exceptions import ClientError

session = boto3.Session(profile_name="production-admin")
s3 = session.resource("s3")
bucket = s3.create_bucket(Bucket="by-boto3")
session.client("s3").get_waiter("bucket_exists").wait(Bucket="by-boto3")

body = bytes(range(256)) * 65536
bucket.upload_fileobj(io.BytesIO(body), "large", ExtraArgs={"Metadata": {"a": "b"}})
back = io.BytesIO()
bucket.download_fileobj("large", back)
assert back.getvalue() == body
assert bucket.Object("large").metadata == {"a": "b"}

for number in range(25):
    bucket.put_object(Key=f"keys/{number:02}", Body=b"x")
pages = session.client("s3").get_paginator("list_objects_v2").paginate(
    Bucket="by-boto3", Prefix="keys/", PaginationConfig={"PageSize": 10}
)
keys = [entry["Key"] for page in pages for entry in page["Contents"]]
assert keys == [f"keys/{number:02}" for number in range(25)], keys

url = session.client("s3").generate_presigned_url(
    "get_object", Params={"Bucket": "by-boto3", "Key": "keys/07"}, ExpiresIn=60
)
assert urllib.request.urlopen(url).read() == b"x"

iam = session.client("iam")
policies = [p["PolicyName"] for page in iam.get_paginator("list_policies").paginate(Scope="AWS") for p in page["Policies"]]
assert "PowerUserAccess" in policies and len(policies) == len(set(policies))
try:
    iam.get_user(UserName="nobody")
    sys.exit("there is nobody")
except iam.exceptions.NoSuchEntityException as error:
    assert error.response["Error"]["Message"] == "The user with name nobody cannot be found."
try:
    boto3.Session(profile_name="theresa").client("sts").assume_role(
        RoleArn="arn:aws:iam::999999999999:role/OrganizationAccountAccessRole", RoleSessionName="t1"
    )
    sys.exit("Theresa may not")
except ClientError as error:
    assert error.response["Error"]["Code"] == "AccessDenied"
    assert error.response["ResponseMetadata"]["HTTPStatusCode"] == 403

bucket.objects.all().delete()
bucket.delete()
print("all is well")
