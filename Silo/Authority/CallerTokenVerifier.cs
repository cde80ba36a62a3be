using System.Collections.Concurrent;
using System.Globalization;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using FaceGrid.Silo.Clustering;

namespace FaceGrid.Silo.Authority;

/// <summary>Verifies the tokens of <see cref="CallerTokenIssuer"/> and keeps the callers of those that are valid until they expire.</summary>
/// <param name="identities">The authorities.</param>
/// <param name="cluster">Name of this cluster.</param>
/// <param name="time">The clock.</param>
internal sealed class CallerTokenVerifier(TlsIdentitySource identities, string cluster, TimeProvider time)
{
    /// <summary>Validity of a token before and after its time of issue: clocks of clients and silos may differ by a few minutes.</summary>
    public static readonly TimeSpan Validity = TimeSpan.FromMinutes(5);

    private const int LongestToken = 32 * 1024;
    private const int MostCertificates = 5;
    private const int MostKept = 4096;

    private readonly ConcurrentDictionary<string, Verified> _verified = new(StringComparer.Ordinal);

    /// <summary>The caller of a token, without any role if the token is missing, expired, altered or of another authority.</summary>
    public Caller Verify(string? token)
    {
        if (token is null or { Length: > LongestToken })
        {
            return Caller.Unknown;
        }

        var (now, identity) = (time.GetUtcNow(), identities.Current);
        if (_verified.TryGetValue(token, out var known) && known.Identity == identity)
        {
            return now < known.Until ? known.Caller : Caller.Unknown;
        }

        if (Check(token, now, identity) is not var (caller, until))
        {
            return Caller.Unknown;
        }

        if (_verified.Count >= MostKept)
        {
            foreach (var (old, _) in _verified.Where(v => v.Value.Until <= now || v.Value.Identity != identity).ToList())
            {
                _verified.TryRemove(old, out _);
            }
        }

        if (_verified.Count < MostKept)
        {
            _verified[token] = new Verified(identity, caller, until);
        }

        return caller;
    }

    private (Caller Caller, DateTimeOffset Until)? Check(string token, DateTimeOffset now, TlsIdentity identity)
    {
        if (token.Split('.') is not [var certificates, var stamp, var signature]
            || !long.TryParse(stamp, NumberStyles.None, CultureInfo.InvariantCulture, out var seconds)
            || Math.Abs(now.ToUnixTimeSeconds() - seconds) > Validity.TotalSeconds)
        {
            return null;
        }

        var encoded = certificates.Split(',');
        if (encoded.Length > MostCertificates)
        {
            return null;
        }

        var loaded = new X509Certificate2Collection();
        try
        {
            foreach (var one in encoded)
            {
                loaded.Add(X509CertificateLoader.LoadCertificate(Convert.FromBase64String(one)));
            }

            var certificate = loaded[0];
            loaded.RemoveAt(0);
            using (certificate)
            {
                // The signature first: it is cheaper than the chain, and a chain is built only for the holder of the key.
                return IsSigned(certificate, CallerTokenIssuer.Signed(certificate, cluster, seconds), Convert.FromBase64String(signature))
                    && PeerCertificates.IsClientOf(certificate, loaded, identity.Authorities)
                        ? (CertificateRoles.Read(certificate), Expiry(seconds, certificate))
                        : null;
            }
        }
        catch (Exception exception) when (exception is CryptographicException or FormatException)
        {
            return null;
        }
        finally
        {
            foreach (var one in loaded)
            {
                one.Dispose();
            }
        }
    }

    private static DateTimeOffset Expiry(long seconds, X509Certificate2 certificate)
    {
        var token = DateTimeOffset.FromUnixTimeSeconds(seconds) + Validity;
        var end = new DateTimeOffset(certificate.NotAfter);
        return end < token ? end : token;
    }

    private static bool IsSigned(X509Certificate2 certificate, byte[] data, byte[] signature)
    {
        using var curve = certificate.GetECDsaPublicKey();
        if (curve is not null)
        {
            return curve.VerifyData(data, signature, HashAlgorithmName.SHA256);
        }

        using var key = certificate.GetRSAPublicKey();
        return key is not null && key.VerifyData(data, signature, HashAlgorithmName.SHA256, RSASignaturePadding.Pss);
    }

    private sealed record Verified(TlsIdentity Identity, Caller Caller, DateTimeOffset Until);
}
