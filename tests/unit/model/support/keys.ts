/** Key material of the tests, in PEM. Nothing here protects anything. */
import { generateKeyPairSync } from "node:crypto";
import { rsaKeys } from "../../../support/keys";

const rsa = rsaKeys();
const ec = generateKeyPairSync("ec", { namedCurve: "P-256" });

export const RSA_KEY = rsa.publicKey;
export const RSA_PUBLIC_PEM = rsa.publicKey.export({ type: "spki", format: "pem" }).toString();
export const RSA_PKCS1_PUBLIC_PEM = rsa.publicKey.export({ type: "pkcs1", format: "pem" }).toString();
export const RSA_PRIVATE_PEM = rsa.privateKey.export({ type: "pkcs8", format: "pem" }).toString();
export const RSA_PKCS1_PRIVATE_PEM = rsa.privateKey.export({ type: "pkcs1", format: "pem" }).toString();
export const EC_PUBLIC_PEM = ec.publicKey.export({ type: "spki", format: "pem" }).toString();

/** Self-signed for CN=example.test; its private key was thrown away. */
export const RSA_CERTIFICATE_PEM = `-----BEGIN CERTIFICATE-----
MIIDETCCAfmgAwIBAgIUCxUf5j/BqwH2E45zJ+g2vpVwiw8wDQYJKoZIhvcNAQEL
BQAwFzEVMBMGA1UEAwwMZXhhbXBsZS50ZXN0MCAXDTI2MTEyMzE5MDA1N1oYDzIx
MjYxMDMwMTkwMDU3WjAXMRUwEwYDVQQDDAxleGFtcGxlLnRlc3QwggEiMA0GCSqG
SIb3DQEBAQUAA4IBDwAwggEKAoIBAQCSJmgWPtAWueuvfbCeybq7/6l8GWv7SibT
xPwrNMvEpRU00kxBxPCqqePoXEbq49k+FpeL5FYGFpcUWwCZWnrF4MgkoKLlKMmz
obpVk2z77aBztAi7DjmvLGVIdche5z52S+UBi83VRapPkaHb/J4xJW7KWW43HicA
TF+bEt9meBcpz0CzWlKJELBRkuJ1VsdPesjY4PPP1u41Zdo4EhPDPmjnA+OsKyDZ
Gkpi1/HNFrulp3p0G/Gz53tAzYH2TY1qmMrz+4p/0rRP1w57rvlO8nC0xoh8/ku6
dVhbUduu+7TD1G8EIFKu0dg6iIgA+YRWkdXToQ/c56vont/bYEVXAgMBAAGjUzBR
MB0GA1UdDgQWBBQKWWJzd9W7QoBKh3l2g9KyzP/bAzAfBgNVHSMEGDAWgBQKWWJz
d9W7QoBKh3l2g9KyzP/bAzAPBgNVHRMBAf8EBTADAQH/MA0GCSqGSIb3DQEBCwUA
A4IBAQCGrc8zzlE4isvXqQGagrq7Sox3RB95RlF57aFWzwDewx9GNmlMaArcO+Bw
m4AxKoqCoM7twPW5BlKI0V08gzIORsy7KO40UbPJQbOYLVwCTuhksVYp+PCfSfQJ
WgQWFKUQZxLbB5puUnoyHN+qoQeefx/taemUxguETRFuTTusVubiKxs1PybD1Wpq
011xt5uWppWhYX73GCziYOZ0lTL+zy9BcOchV4HryuURAy3MAx42BMb+SuMAK6bf
aw2GNY797ptEvV0qPX/CPfioQRKK2Do04clUtx2UMLS+djXaqIpgdi7mVuQRoM3o
unHzePfyUzv4q/fF8Qkr8Za1V8dy
-----END CERTIFICATE-----
`;
