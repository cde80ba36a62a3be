using System.Security.Cryptography;
using System.Text;
using System.Text.RegularExpressions;

namespace FaceGrid.Silo.Health;

/// <summary>
/// Replaces names of identities in log entries: keys of identity grains (<c>identity/tenant/name</c>) and subjects of refusals
/// (<c>identity 'name'</c>). A name becomes <c>~</c> and 8 hexadecimal digits of an HMAC-SHA256 with a random key of the process: entries
/// about one person can be matched within one log, and no name can be recovered or guessed from them.
/// </summary>
internal sealed partial class PseudonymText
{
    private const int Digits = 8;

    private readonly byte[] _key = RandomNumberGenerator.GetBytes(32);

    /// <summary>The text without names.</summary>
    public string Replace(string text) =>
        text.Contains("identity", StringComparison.OrdinalIgnoreCase)
            ? Keys().Replace(Subjects().Replace(text, Subject), m => m.Groups[1].Value + Pseudonym(m.Groups[2].Value))
            : text;

    /// <summary>The pseudonym of a name.</summary>
    public string Pseudonym(string name) =>
        "~" + Convert.ToHexStringLower(HMACSHA256.HashData(_key, Encoding.UTF8.GetBytes(name)))[..Digits];

    private string Subject(Match match) => $"{match.Groups[1].Value}'{Pseudonym(match.Groups[2].Value)}'";

    // A name may contain spaces, so that its end cannot be found for certain: rather too much is replaced than too little.
    [GeneratedRegex("""(\bidentity/[^/\s]+/)([^@\]'",)\r\n]+)""", RegexOptions.IgnoreCase)]
    private static partial Regex Keys();

    // A name may contain quotation marks: up to the last one of the line.
    [GeneratedRegex("""(\bidentity )'([^\r\n]+)'""", RegexOptions.IgnoreCase)]
    private static partial Regex Subjects();
}
