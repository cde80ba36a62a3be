using FaceGrid.Grains.Encoders;
using FaceGrid.Grains.Galleries;
using FaceGrid.Grains.Interfaces;
using FaceGrid.Grains.Interfaces.Consistency;
using FaceGrid.Grains.Interfaces.Encryption;
using FaceGrid.Grains.Interfaces.Galleries;
using FaceGrid.Grains.Interfaces.Identities;
using FaceGrid.Grains.Interfaces.Models;
using FaceGrid.Grains.Interfaces.Recognition;
using FaceGrid.Grains.Recognition;
using FaceGrid.Grains.Storage;
using Microsoft.Extensions.DependencyInjection;
using Orleans.Storage;

namespace FaceGrid.Grains.Tests.Support;

/// <summary>The grid's questions in the words of the tests.</summary>
/// <param name="tenant">Whose people; tests that share a grid have one each.</param>
internal sealed class People(IGrainFactory grains, string tenant = GridKeys.DefaultTenant)
{
    public const string Model = "model-1";

    public const string NextModel = "model-2";

    public const string Gallery = "lobby";

    /// <summary>What every silo of a test grid needs.</summary>
    public static void Configure(IServiceCollection services, IGrainStorage storage, int shardCapacity)
    {
        services.AddKeyedSingleton(GridStorage.Name, storage);
        if (storage is IStoredIdentities stored)
        {
            services.AddSingleton(stored);
        }

        Configure(services, shardCapacity);
    }

    /// <summary>All of it but the storage.</summary>
    public static void Configure(IServiceCollection services, int shardCapacity = 1000)
    {
        services.AddSingleton<IEncoderSource, FakeEncoderSource>();

        // No comparison in the background, which would repair what a test is to find.
        services.Configure<ShardOptions>(o => (o.Capacity, o.AuditPeriod) = (shardCapacity, Timeout.InfiniteTimeSpan));

        // Tests run on busy machines; the few that are about deadlines set their own.
        services.Configure<RecognitionOptions>(o => o.Deadline = TimeSpan.FromMinutes(1));
    }

    public Task<EnrolmentReceipt> Enroll(string identity, float[] encoding, string gallery = Gallery, string model = Model) =>
        Enroll(identity, [encoding], gallery, model);

    public Task<EnrolmentReceipt> Enroll(string identity, IEnumerable<float[]> encodings, string gallery = Gallery, string model = Model) =>
        Identity(identity).Enroll(
            new EnrolmentRequest(gallery, model, [.. encodings.Select((e, i) => FakeEncoder.Face($"{identity}-{i}.jpg", e))]),
            CancellationToken.None);

    public Task<RecognitionAnswer> Recognize(
        float[] encoding,
        int candidates = 3,
        string gallery = Gallery,
        string model = Model,
        Func<RecognitionRequest, RecognitionRequest>? change = null)
    {
        var request = new RecognitionRequest(gallery, model, FakeEncoder.Face("probe.jpg", encoding), Threshold: null, candidates);
        return grains.GetGrain<IRecognitionGrain>(tenant).Recognize(change is null ? request : change(request), CancellationToken.None);
    }

    public Task<BurstAnswer> RecognizeBurst(IReadOnlyList<AlignedFace> frames) =>
        grains.GetGrain<IRecognitionGrain>(tenant).RecognizeBurst(
            new BurstRequest("burst", new RecognitionRequest(Gallery, Model, frames[0], Threshold: null, CandidateCount: 3), frames),
            CancellationToken.None);

    public Task SetPolicy(DecisionPolicy policy) =>
        grains.GetGrain<IGalleryGrain>(GridKeys.Gallery(tenant, Gallery)).SetPolicy(policy);

    public Task Calibrate(IReadOnlyList<CalibrationPoint> points) => grains.GetGrain<IModelRegistryGrain>(tenant).SetCalibration(
        new Calibration(Model, "a test", DateTimeOffset.UnixEpoch, 2, 4, 2, 4, points));

    /// <summary>With the photos kept.</summary>
    public Task<EnrolmentReceipt> EnrollAndKeep(
        string identity, IEnumerable<float[]> encodings, string gallery = Gallery, string model = Model) =>
        Identity(identity).Enroll(
            new EnrolmentRequest(gallery, model, Faces(identity, encodings), KeepPhotos: true), CancellationToken.None);

    public IModelActivationGrain Activation => grains.GetGrain<IModelActivationGrain>(tenant);

    public Task<EnrolmentReceipt> EnrollFace(string identity, AlignedFace face, string gallery = Gallery, QualityLevel? quality = null) =>
        Identity(identity).Enroll(new EnrolmentRequest(gallery, Model, [face], quality), CancellationToken.None);

    public Task<VerificationAnswer> VerifyFace(string identity, AlignedFace face) =>
        grains.GetGrain<IRecognitionGrain>(tenant).Verify(
            new VerificationRequest(identity, Model, face, Threshold: null, Gallery: Gallery), CancellationToken.None);

    public Task<VerificationAnswer> Verify(string identity, float[] encoding, string model = Model, HeadParameters? head = null) =>
        grains.GetGrain<IRecognitionGrain>(tenant).Verify(
            new VerificationRequest(identity, model, FakeEncoder.Face("probe.jpg", encoding), Threshold: null, head),
            CancellationToken.None);

    /// <summary>With an operation id.</summary>
    public Task<EnrolmentReceipt> EnrollOnce(
        string operation, string identity, IEnumerable<float[]> encodings, string gallery = Gallery, bool keepPhotos = false) =>
        Identity(identity).Enroll(
            new EnrolmentRequest(gallery, Model, Faces(identity, encodings), KeepPhotos: keepPhotos, OperationId: operation),
            CancellationToken.None);

    public Task<bool> RemoveOnce(string operation, string identity) => Identity(identity).RemoveOnce(operation, CancellationToken.None);

    public Task<bool> Remove(string identity) => Identity(identity).Remove(CancellationToken.None);

    public Task<IdentityRecord?> Get(string identity) => Identity(identity).Get();

    public async Task<IReadOnlyList<string>> List(string gallery = Gallery)
    {
        var description = await grains.GetGrain<IGalleryGrain>(GridKeys.Gallery(tenant, gallery)).Describe();
        var names = new List<string>();
        foreach (var shard in description.Shards)
        {
            names.AddRange(await Shard(shard, gallery).List(after: null, int.MaxValue));
        }

        return names;
    }

    public async Task<int> ShardCount(string gallery = Gallery) =>
        (await grains.GetGrain<IGalleryGrain>(GridKeys.Gallery(tenant, gallery)).Describe()).Shards.Count;

    public ITenantCheckGrain Check => grains.GetGrain<ITenantCheckGrain>(tenant);

    public IKeyRotationGrain Rotation => grains.GetGrain<IKeyRotationGrain>(tenant);

    /// <summary>What the gallery's shards cannot read.</summary>
    public async Task<IReadOnlyList<UnreadableEntry>> Unreadable(string gallery = Gallery)
    {
        var description = await grains.GetGrain<IGalleryGrain>(GridKeys.Gallery(tenant, gallery)).Describe();
        var shards = description.Shards.Select(n => grains.GetGrain<IGalleryShardGrain>(GridKeys.Shard(tenant, gallery, n)).Unreadable());
        return [.. (await Task.WhenAll(shards)).SelectMany(u => u)];
    }

    public IGalleryGrain GalleryGrain(string gallery = Gallery) => grains.GetGrain<IGalleryGrain>(GridKeys.Gallery(tenant, gallery));

    public IGalleryStatisticsGrain GalleryStatistics(string gallery = Gallery) =>
        grains.GetGrain<IGalleryStatisticsGrain>(GridKeys.Gallery(tenant, gallery));

    public IGalleryBalancerGrain Balancer(string gallery = Gallery) =>
        grains.GetGrain<IGalleryBalancerGrain>(GridKeys.Gallery(tenant, gallery));

    public IGalleryShardGrain Shard(int number, string gallery = Gallery) =>
        grains.GetGrain<IGalleryShardGrain>(GridKeys.Shard(tenant, gallery, number));

    private static List<AlignedFace> Faces(string identity, IEnumerable<float[]> encodings) =>
        [.. encodings.Select((e, i) => FakeEncoder.Face($"{identity}-{i}.jpg", e))];

    /// <summary>How full the gallery's shards are, in order of their numbers.</summary>
    public async Task<IReadOnlyList<ShardLoad>> Loads(string gallery = Gallery) =>
        await Task.WhenAll((await GalleryGrain(gallery).Describe()).Shards.Order().Select(n => Shard(n, gallery).Load()));

    /// <summary>Splits and merges until there is nothing left to do.</summary>
    public async Task Balance(string gallery = Gallery)
    {
        for (var steps = 0; await Balancer(gallery).Step(CancellationToken.None); steps++)
        {
            Assert.True(steps < 5000, "the gallery never came to rest");
            await Task.Delay(5);
        }
    }

    public IIdentityGrain Identity(string identity) => grains.GetGrain<IIdentityGrain>(GridKeys.Identity(tenant, identity));
}
