using FaceGrid.Grains.Interfaces;
using FaceGrid.Grains.Interfaces.Encoders;
using FaceGrid.Grains.Interfaces.Identities;

namespace FaceGrid.Grains.Identities;

/// <summary>
/// An enrolment in four stages: validate, plan, prepare, commit. The first two write nothing of the person; the write of the record in the
/// last is the commit point of a two-phase commit with the shards.
/// </summary>
/// <param name="encode">Encodes the crops of a request.</param>
internal sealed class IdentityEnrolment(
    IdentityContext context,
    IdentityStore store,
    IdentityPlaces places,
    IdentityPhotos photos,
    IdentityProtection protection,
    Func<EnrolmentRequest, CancellationToken, Task<EncodeAnswer>> encode)
{
    /// <inheritdoc cref="IIdentityGrain.Enroll"/>
    public async Task<EnrolmentReceipt> Run(EnrolmentRequest request, CancellationToken cancellationToken)
    {
        EnrolmentRules.CheckRequest(context.Name, request);
        store.ThrowIfUnreadable(error => error is not GridError.ErasedIdentity);
        if (OperationLog.Find(store.Record, request) is { } logged)
        {
            return await Repeat(request, logged);
        }

        await Validate(request);
        await protection.MakeWritable(cancellationToken);
        var plan = await Plan(request, cancellationToken);
        if (plan.IsEnrolled)
        {
            await Acknowledge(plan);
            return plan.Receipt;
        }

        cancellationToken.ThrowIfCancellationRequested();
        using var change = store.BeginChange();
        await Commit(await Prepare(plan), plan);
        return plan.Receipt;
    }

    /// <summary>Completes what a crash may have left of a logged enrolment, and returns its receipt.</summary>
    private async Task<EnrolmentReceipt> Repeat(EnrolmentRequest request, PersonOperation logged)
    {
        // The process may have died just before it stored the photos and committed in the shards.
        var (record, key) = (store.Record!, store.Key);
        await photos.StoreListed(request, record, key);
        await Task.WhenAll(record.Galleries
            .Where(m => m.ModelVersion == logged.ModelVersion)
            .Select(m => context.Shard(m).Commit(m.ModelVersion, IdentityPlaces.Entry(record, m.ModelVersion, key))));
        return OperationLog.ReceiptOf(logged, context.Name);
    }

    /// <summary>Stage 1: the gallery's model version and quality.</summary>
    private async Task Validate(EnrolmentRequest request)
    {
        var description = await context.Gallery(request.Gallery).Describe();
        EnrolmentRules.CheckModel(description, request.ModelVersion);
        EnrolmentRules.CheckQuality(request.Crops, request.Quality ?? description.Policy.EnrolmentQuality);
    }

    /// <summary>Stage 2: key, photos, shard and templates.</summary>
    private async Task<EnrolmentPlan> Plan(EnrolmentRequest request, CancellationToken cancellationToken)
    {
        var before = store.Record;
        var key = store.NextKey();
        var kept = photos.Merge(request, before, key);

        // The person may be in the same gallery with templates of the tenant's former model version as well.
        var membership = before?.Galleries.FirstOrDefault(m => m.Gallery == request.Gallery && m.ModelVersion == request.ModelVersion);

        // New templates are copied to every gallery of this version that the person is in, so the policy of each must be satisfied.
        foreach (var other in before?.Galleries.Where(m => m.Gallery != request.Gallery && m.ModelVersion == request.ModelVersion) ?? [])
        {
            var policy = (await context.Gallery(other.Gallery).Describe()).Policy;
            EnrolmentRules.CheckQuality(request.Crops, policy.EnrolmentQuality, other.Gallery);
        }

        // Before the encoder runs, so that a gallery of another model version costs nothing.
        var isNew = membership is null;
        membership ??= new GalleryMembership(request.Gallery, await Reserve(request, fullShard: null), request.ModelVersion);

        var encoded = await encode(request, cancellationToken);
        var now = context.Time.GetUtcNow();
        var added = NewTemplates.From(request.Crops, encoded.Encodings, request.ModelVersion, before, now);
        List<Template> templates = [.. before?.Templates ?? [], .. added];
        var count = templates.Count(t => t.ModelVersion == request.ModelVersion);
        EnrolmentRules.CheckCount(context.Name, count);
        var receipt = new EnrolmentReceipt(
            context.Name, request.Gallery, count, added.Count, request.ModelVersion, encoded.Milliseconds, isNew);
        var record = new IdentityRecord(
            context.Name,
            (before?.Version ?? 0) + 1,
            templates,
            before?.Galleries ?? [],
            before?.Enrolled ?? now,
            now,
            kept,
            OperationLog.Append(before?.Operations, request, receipt, now));
        return new EnrolmentPlan(request, before, record, key, membership, isNew, receipt);
    }

    /// <summary>
    /// Logs the operation of an enrolment that changes nothing else, and completes what a crash may have left of an earlier one.
    /// </summary>
    private async Task Acknowledge(EnrolmentPlan plan)
    {
        var (request, before) = (plan.Request, plan.Before!);
        if (request.OperationId is not null)
        {
            await store.Write(before with { Operations = plan.Record.Operations }, plan.Key);
        }

        await photos.Store(request, plan.Key);

        // The process may have died just before it committed in the shards.
        await places.Commit(
            [.. before.Galleries.Where(m => m.Gallery == request.Gallery && m.ModelVersion == request.ModelVersion)], plan.Key);
    }

    /// <summary>
    /// Stage 3: the key is durable, and the entry is prepared in every shard of this version. Returns the record to commit.
    /// </summary>
    private async Task<IdentityRecord> Prepare(EnrolmentPlan plan)
    {
        var record = plan.Record;
        var writingKey = store.WriteKey(plan.Key);
        try
        {
            if (plan.IsNewMembership)
            {
                var membership = await places.PrepareNew(plan.Membership, record, plan.Key, full => Reserve(plan.Request, full));
                record = record with { Galleries = [.. record.Galleries, membership] };
            }

            foreach (var other in OfVersion(record, plan).Where(m => m.Gallery != plan.Request.Gallery || !plan.IsNewMembership))
            {
                await places.Prepare(other, record, plan.Key);
            }
        }
        catch
        {
            await store.DropNewKey(writingKey);
            throw;
        }

        await writingKey;
        return record;
    }

    /// <summary>Stage 4: the record is durable, searches see the person, and the photos are stored.</summary>
    private async Task Commit(IdentityRecord record, EnrolmentPlan plan)
    {
        await store.Write(record, plan.Key);
        await places.Commit([.. OfVersion(record, plan)], plan.Key);
        await photos.Store(plan.Request, plan.Key);
    }

    private Task<int> Reserve(EnrolmentRequest request, int? fullShard) =>
        context.Gallery(request.Gallery).Reserve(request.ModelVersion, fullShard);

    private static IEnumerable<GalleryMembership> OfVersion(IdentityRecord record, EnrolmentPlan plan) =>
        record.Galleries.Where(m => m.ModelVersion == plan.Request.ModelVersion);
}
