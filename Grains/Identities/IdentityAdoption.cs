using FaceGrid.Grains.Interfaces.Encoders;
using FaceGrid.Grains.Interfaces.Identities;

namespace FaceGrid.Grains.Identities;

/// <summary>Adoption of another model version: templates from the kept photos, and copies of them in the person's galleries.</summary>
internal sealed class IdentityAdoption(
    IdentityContext context, IdentityStore store, IdentityPlaces places, IdentityPhotos photos, IdentityProtection protection)
{
    /// <inheritdoc cref="IIdentityGrain.LookAtAdoption"/>
    public static AdoptionOutcome StateOf(IdentityRecord? record, string modelVersion)
    {
        if (record is null)
        {
            return AdoptionOutcome.Gone;
        }

        var isSearchable = record.Galleries.Select(m => m.Gallery).Distinct(StringComparer.Ordinal)
            .All(g => record.Galleries.Any(m => m.Gallery == g && m.ModelVersion == modelVersion));
        var hasTemplates = record.Templates.Any(t => t.ModelVersion == modelVersion);
        var kept = record.Photos ?? [];
        return isSearchable && hasTemplates && kept.All(p => p.Versions.Contains(modelVersion)) ? AdoptionOutcome.Adopted
            : hasTemplates || kept.Count > 0 ? AdoptionOutcome.Waiting
            : AdoptionOutcome.WithoutPhotos;
    }

    /// <inheritdoc cref="IIdentityGrain.Adopt"/>
    public async Task<AdoptionOutcome> Run(string modelVersion, CancellationToken cancellationToken)
    {
        store.ThrowIfUnreadable();
        if (StateOf(store.Record, modelVersion) is not AdoptionOutcome.Waiting and var outcome)
        {
            return outcome;
        }

        await protection.MakeWritable(cancellationToken);
        var key = store.Key;
        var record = await Encode(store.Record!, modelVersion, cancellationToken);
        if (!record.Templates.Any(t => t.ModelVersion == modelVersion))
        {
            await store.Write(record, key);
            return AdoptionOutcome.WithoutPhotos;
        }

        cancellationToken.ThrowIfCancellationRequested();
        using var change = store.BeginChange();
        foreach (var gallery in store.Record!.Galleries.Select(m => m.Gallery).Distinct(StringComparer.Ordinal))
        {
            var others = record.Galleries.Where(m => m.Gallery != gallery || m.ModelVersion != modelVersion);
            record = record with { Galleries = [.. others, .. await places.PrepareIn(gallery, modelVersion, record, key)] };
        }

        await store.Write(record, key);
        await places.Commit([.. record.Galleries.Where(m => m.ModelVersion == modelVersion)], key);
        return AdoptionOutcome.Adopted;
    }

    /// <summary>The record with templates of the kept photos, and without photos that cannot be read.</summary>
    private async Task<IdentityRecord> Encode(IdentityRecord before, string modelVersion, CancellationToken cancellationToken)
    {
        var (readable, faces) = await photos.Read(before.Photos!, modelVersion);
        var templates = before.Templates.ToList();
        if (faces.Count > 0)
        {
            var encoded = await context.Grains.GetGrain<IEncoderGrain>(modelVersion).Encode(faces, cancellationToken);
            templates.AddRange(NewTemplates.From(faces, encoded.Encodings, modelVersion, before, context.Time.GetUtcNow()));
        }

        var kept = readable.ConvertAll(p => p.Versions.Contains(modelVersion) ? p : p with { Versions = [.. p.Versions, modelVersion] });
        return before with { Version = before.Version + 1, Templates = templates, Photos = kept, Changed = context.Time.GetUtcNow() };
    }
}
