using System.Globalization;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using FaceGrid.Silo.Clustering;

namespace FaceGrid.Silo.Authority;

/// <summary>
/// Issues the token that accompanies each call of this process: its certificate, the time, and a signature of both with the
/// certificate's key. The layout is <c>CERTIFICATE[,INTERMEDIATE…].SECONDS.SIGNATURE</c>, in base 64 except for the Unix time.
/// </summary>
/// <param name="identities">The certificate and its key; a replaced certificate is used from the next token on.</param>
/// <param name="cluster">Name of the cluster; a token of another cluster is refused.</param>
/// <param name="time">The clock.</param>
internal sealed class CallerTokenIssuer(TlsIdentitySource identities, string cluster, TimeProvider time)
{
    /// <summary>Key of the token in <see cref="RequestContext"/>.</summary>
    public const string ContextKey = "facegrid.caller";

    private static readonly TimeSpan Renewal = TimeSpan.FromMinutes(1);

    private Issued? _issued;

    /// <summary>A token that is at most one minute old.</summary>
    public string Token()
    {
        var identity = identities.Current;
        var now = time.GetUtcNow();
        var issued = Volatile.Read(ref _issued);
        if (issued is null || issued.Identity != identity || (now - issued.Time).Duration() > Renewal)
        {
            issued = new Issued(identity, now, Sign(identity, cluster, now));
            Volatile.Write(ref _issued, issued);
        }

        return issued.Token;
    }

    /// <summary>Signs a token.</summary>
    public static string Sign(TlsIdentity identity, string cluster, DateTimeOffset time)
    {
        var certificates = string.Join(
            ',', identity.Intermediates.Prepend(identity.Certificate).Select(c => Convert.ToBase64String(c.RawDataMemory.Span)));
        var seconds = time.ToUnixTimeSeconds();
        var signed = Signed(identity.Certificate, cluster, seconds);
        byte[] signature;
        if (identity.Certificate.GetECDsaPrivateKey() is { } curve)
        {
            using (curve)
            {
                signature = curve.SignData(signed, HashAlgorithmName.SHA256);
            }
        }
        else
        {
            using var key = identity.Certificate.GetRSAPrivateKey()!;
            signature = key.SignData(signed, HashAlgorithmName.SHA256, RSASignaturePadding.Pss);
        }

        return $"{certificates}.{seconds.ToString(CultureInfo.InvariantCulture)}.{Convert.ToBase64String(signature)}";
    }

    /// <summary>The bytes that are signed.</summary>
    public static byte[] Signed(X509Certificate2 certificate, string cluster, long seconds) => Encoding.UTF8.GetBytes(
        string.Create(CultureInfo.InvariantCulture, $"facegrid caller 1\n{cluster}\n{seconds}\n{certificate.GetCertHashString(HashAlgorithmName.SHA256)}"));

    private sealed record Issued(TlsIdentity Identity, DateTimeOffset Time, string Token);
}
