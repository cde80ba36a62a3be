using System.Text;
using FaceGrid.Grains.Encryption;
using FaceGrid.Grains.Interfaces;
using FaceGrid.Grains.Interfaces.Identities;

namespace FaceGrid.Grains.Identities;

/// <summary>
/// Encryption of a person's record in storage. Encrypted: the encoding and photo name of each template, the name of each kept photo, and
/// the content digest of each operation. Unencrypted: the identity's name, galleries, model versions, qualities, times and numbers.
/// </summary>
internal static class SealedRecord
{
    public const string PhotoPlace = "kept photo";
    private const string TemplatePlace = "template";
    private const string PhotoNamePlace = "name of a kept photo";
    private const string OperationPlace = "operation";

    public static IdentityState Seal(IdentityRecord record, PersonKey key, string keyId) => new()
    {
        KeyId = keyId,
        Record = record with
        {
            Templates = [.. record.Templates.Select(t => t with
            {
                Encoding = key.Seal(TemplatePlace, t.ModelVersion, [.. t.Encoding, .. Encoding.UTF8.GetBytes(t.Source)]),
                Source = "",
            })],
            Photos = record.Photos is null ? null : [.. record.Photos.Select(p => p with
            {
                Name = Convert.ToBase64String(key.Seal(PhotoNamePlace, "", Encoding.UTF8.GetBytes(p.Name))),
            })],
            Operations = record.Operations is null ? null : [.. record.Operations.Select(o => o with
            {
                Content = key.Seal(OperationPlace, o.ModelVersion, o.Content),
            })],
        },
    };

    /// <exception cref="GridRequestException"><see cref="GridError.DamagedRecord"/>.</exception>
    public static IdentityRecord Open(IdentityRecord stored, PersonKey key, string owner)
    {
        return stored with
        {
            Templates = [.. stored.Templates.Select(Template)],
            Photos = stored.Photos is null ? null : [.. stored.Photos.Select(p => p with
            {
                Name = Encoding.UTF8.GetString(key.Open(PhotoNamePlace, "", Bytes(p.Name))),
            })],
            Operations = stored.Operations is null ? null : [.. stored.Operations.Select(o => o with
            {
                Content = key.Open(OperationPlace, o.ModelVersion, o.Content),
            })],
        };

        Template Template(Template t)
        {
            var content = key.Open(TemplatePlace, t.ModelVersion, t.Encoding);
            return content.Length < TemplateBytes.Size
                ? throw Faults.Damaged(owner, TemplatePlace)
                : t with { Encoding = content[..TemplateBytes.Size], Source = Encoding.UTF8.GetString(content.AsSpan(TemplateBytes.Size)) };
        }

        byte[] Bytes(string name)
        {
            try
            {
                return Convert.FromBase64String(name);
            }
            catch (FormatException)
            {
                throw Faults.Damaged(owner, PhotoNamePlace);
            }
        }
    }
}
