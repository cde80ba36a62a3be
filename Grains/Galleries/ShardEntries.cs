using FaceGrid.Grains.Identities;
using FaceGrid.Grains.Interfaces.Encryption;
using FaceGrid.Grains.Interfaces.Galleries;
using FaceGrid.Grains.Interfaces.Identities;

namespace FaceGrid.Grains.Galleries;

/// <summary>Entries of identities for a shard.</summary>
internal static class ShardEntries
{
    /// <summary>The entry of a person: all templates of one model version, packed.</summary>
    /// <param name="key">Key that the shard encrypts its stored copy with, or null.</param>
    public static ShardEntry Of(IdentityRecord record, string modelVersion, WrappedKey? key)
    {
        var templates = record.Templates.Where(t => t.ModelVersion == modelVersion).ToList();
        var packed = new byte[templates.Count * TemplateBytes.Size];
        for (var i = 0; i < templates.Count; i++)
        {
            templates[i].Encoding.CopyTo(packed, i * TemplateBytes.Size);
        }

        return new ShardEntry(record.Identity, record.Version, packed, key);
    }
}
