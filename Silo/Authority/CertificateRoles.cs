using System.Formats.Asn1;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using FaceGrid.Grains.Interfaces.Authority;

namespace FaceGrid.Silo.Authority;

/// <summary>
/// Reads the roles of a certificate: URIs <c>facegrid://tenant/TENANT/role/ROLE</c> among its subject alternative names. TENANT is
/// percent-encoded, or <c>*</c> for all tenants; ROLE is door, enrol, studio, admin or, with <c>*</c>, silo.
/// </summary>
internal static class CertificateRoles
{
    private const string SubjectAlternativeName = "2.5.29.17";

    /// <summary>GeneralName's uniformResourceIdentifier [6] (RFC 5280, section 4.2.1.6).</summary>
    private static readonly Asn1Tag UriTag = new(TagClass.ContextSpecific, 6);

    private static readonly Dictionary<string, CallerRoles> Names = new(StringComparer.Ordinal)
    {
        ["door"] = CallerRoles.Door,
        ["enrol"] = CallerRoles.Enrol,
        ["studio"] = CallerRoles.Studio,
        ["admin"] = CallerRoles.Admin,
        ["silo"] = CallerRoles.Silo,
    };

    /// <summary>The caller that a certificate names. URIs of other forms are ignored: they grant nothing.</summary>
    public static Caller Read(X509Certificate2 certificate)
    {
        var grants = new List<CallerGrant>();
        foreach (var uri in Uris(certificate))
        {
            if (Parse(uri) is { } grant)
            {
                grants.Add(grant);
            }
        }

        return new Caller(grants);
    }

    /// <summary>The spelling of a role.</summary>
    public static string NameOf(CallerRoles role) => Names.First(n => n.Value == role).Key;

    private static CallerGrant? Parse(string uri)
    {
        const string Prefix = "facegrid://tenant/";
        if (!uri.StartsWith(Prefix, StringComparison.Ordinal))
        {
            return null;
        }

        var parts = uri[Prefix.Length..].Split('/');
        if (parts is not [{ Length: > 0 } tenant, "role", var name] || !Names.TryGetValue(name, out var role))
        {
            return null;
        }

        return role == CallerRoles.Silo && tenant != CallerGrant.AllTenants ? null : new CallerGrant(Uri.UnescapeDataString(tenant), role);
    }

    private static List<string> Uris(X509Certificate2 certificate)
    {
        var uris = new List<string>();
        try
        {
            foreach (var extension in certificate.Extensions.Where(e => e.Oid?.Value == SubjectAlternativeName))
            {
                var names = new AsnReader(extension.RawData, AsnEncodingRules.DER).ReadSequence();
                while (names.HasData)
                {
                    if (names.PeekTag().HasSameClassAndValue(UriTag))
                    {
                        uris.Add(names.ReadCharacterString(UniversalTagNumber.IA5String, UriTag));
                    }
                    else
                    {
                        names.ReadEncodedValue();
                    }
                }
            }
        }
        catch (Exception exception) when (exception is AsnContentException or CryptographicException)
        {
            return [];
        }

        return uris;
    }
}
