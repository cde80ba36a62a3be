using System.Reflection;
using FaceGrid.Grains.Interfaces;
using FaceGrid.Grains.Interfaces.Authority;
using FaceGrid.Grains.Interfaces.Galleries;
using FaceGrid.Grains.Interfaces.Identities;
using FaceGrid.Grains.Interfaces.Jobs;
using FaceGrid.Grains.Interfaces.Styling;
using FaceGrid.Grains.Interfaces.Visualization;
using FaceGrid.Silo.Clustering;

namespace FaceGrid.Grains.Tests.Authority;

/// <summary>Every method of every grain, called by every kind of caller, against a table.</summary>
public sealed class AuthorityMatrixTests
{
    private const string Tenant = "lobby";

    /// <summary>Who may call what. "admin", "silo" may wherever a client may, silos also where no client may.</summary>
    private const string Table = """
        IRecognitionGrain: door: Recognize RecognizeBurst CannotDecide Size Verify
        IGalleryGrain: door enrol: Describe
        IGalleryGrain: enrol: ListPage
        IGalleryGrain: admin: SetPolicy
        IGalleryGrain: silo: Reserve ReserveFor Layout BeginRebalance CloseSource EndRebalance RegistryChanged
        IGalleryStatisticsGrain: enrol: Audit
        IGalleryStatisticsGrain: silo: Get
        IShardSampleGrain: silo: SampleNames Sample NearestOthers
        ITenantCheckGrain: admin: Shards AuditShard AuditRecords
        ITenantCheckGrain: silo: Tick
        IGalleryShardGrain: door enrol: Size
        IGalleryShardGrain: silo: Prepare Commit PrepareRemoval CommitRemoval Search List TakeCensus AddToShare ListHeld Load Drain EndDrain
        IGalleryShardGrain: silo: Release Flush Close Unreadable PagesToRewrap Rewrap Audit StateOf
        IGalleryDirectoryGrain: silo: Add List
        IGalleryBalancerGrain: silo: Wake Step
        IIdentityGrain: enrol: Enroll Get Remove RemoveOnce
        IIdentityGrain: silo: GetForGallery LookAtProtection Protect LookAtAdoption Adopt Move CheckCopies
        IEncoderGrain: silo: Encode
        IKeyRotationGrain: admin: Look Step
        IPeopleLimitGrain: silo: Admit
        IModelActivationGrain: admin: Look Step Switch
        IModelRegistryGrain: door enrol: GetCalibration GetActive
        IModelRegistryGrain: admin: SetCalibration
        IModelRegistryGrain: silo: Register Versions SetActive StateVersion
        IJobQueueGrain: studio: Submit Fork SubmitTraining Remove ResumeRemovals Prune List
        IJobQueueGrain: silo: NamedAmong ListOpen
        IJobGrain: studio: Summarize Describe Pause Resume Cancel Watch
        IJobGrain: silo: Create Start Yield Blobs Erase
        IJobSchedulerGrain: silo: Register Enqueue Report Release Recover Overview Tenants
        IBlobTransferGrain: studio: Append Complete Read Exists
        IFeatureMapGrain: studio: Draw
        IFeatureMapGrain: silo: Map
        IFeatureSearchGrain: studio: Offer Start Wait Stop DeletePhotos Maxima Skipped
        """;

    private static readonly IReadOnlyList<MethodInfo> Methods =
    [
        .. typeof(GridKeys).Assembly.GetTypes().Where(t => t.IsInterface && t.IsAssignableTo(typeof(IGrainWithStringKey)))
            .SelectMany(t => t.GetMethods()),
    ];

    [Fact]
    public void Methods_All_AreClassifiedAndInTheTable()
    {
        Assert.All(Methods, m => Assert.True(
            m.IsDefined(typeof(CallersAttribute)) || m.DeclaringType!.IsDefined(typeof(CallersAttribute)), $"{Name(m)} is not classified"));
        Assert.Equal(Methods.Select(Name).Order(StringComparer.Ordinal), Rows().Keys.Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task Methods_EachCalledByEachKindOfCaller_AreAdmittedAsTheTableHasIt()
    {
        using var authority = new TestAuthority();
        var silo = authority.Silo();
        await using var grid = await AuthorityGrid.Start(silo, stops: true);
        var callers = new Dictionary<string, TlsIdentity?>
        {
            ["door"] = authority.Client(Tenant, "door"),
            ["enrol"] = authority.Client(Tenant, "enrol"),
            ["studio"] = authority.Client(Tenant, "studio"),
            ["admin"] = authority.Client(Tenant, "admin"),
            ["silo"] = silo,
            ["other tenant"] = authority.Client("other", "door", "enrol", "studio", "admin"),
            ["no certificate"] = null,
        };
        var rows = Rows();
        var wrong = new List<string>();
        foreach (var method in Methods)
        {
            foreach (var (kind, identity) in callers)
            {
                var admitted = false;
                await AuthorityGrid.As(
                    identity, async () => admitted = await AuthorityGrid.IsAdmitted(() => Call(grid.Grains, method)));
                var may = kind == "silo" || rows[Name(method)].Contains(kind) || kind == "admin" && !rows[Name(method)].Contains("silo");
                if (admitted != may)
                {
                    wrong.Add($"{Name(method)} by {kind}: {(admitted ? "admitted" : "refused")}");
                }
            }
        }

        Assert.Empty(wrong);
    }

    private static Dictionary<string, string[]> Rows() => Table.Split('\n').Select(line => line.Split(": ")).SelectMany(
        row => row[2].Split(' ', StringSplitOptions.TrimEntries)
            .Select(method => (Name: $"{row[0].Trim()}.{method}", Who: row[1].Split(' '))))
        .ToDictionary(r => r.Name, r => r.Who);

    private static string Name(MethodInfo method) => $"{method.DeclaringType!.Name}.{method.Name}";

    private static async Task Call(IGrainFactory grains, MethodInfo method)
    {
        var type = method.DeclaringType == typeof(IJobGrain) ? typeof(IStyleJobGrain) : method.DeclaringType!;
        var key = type == typeof(IGalleryShardGrain) || type == typeof(IShardSampleGrain) ? $"{Tenant}/gallery/0"
            : type == typeof(IGalleryGrain) || type == typeof(IGalleryStatisticsGrain)
                || type == typeof(IGalleryBalancerGrain) || type == typeof(IIdentityGrain)
                || type == typeof(IStyleJobGrain) || type == typeof(IFeatureSearchGrain) ? $"{Tenant}/name"
            : Tenant;
        var arguments = method.GetParameters().Select(p => p.ParameterType == typeof(string) ? "text" : p.ParameterType == typeof(int) ? 1
            : p.ParameterType.IsValueType ? Activator.CreateInstance(p.ParameterType) : null);
        switch (method.Invoke(grains.GetGrain(type, key), [.. arguments]))
        {
            case IAsyncEnumerable<JobEvent> stream:
                await using (var events = stream.GetAsyncEnumerator())
                {
                    await events.MoveNextAsync();
                }

                break;
            case Task task:
                await task;
                break;
            default:
                Assert.Fail($"{Name(method)} returns something else");
                break;
        }
    }
}
