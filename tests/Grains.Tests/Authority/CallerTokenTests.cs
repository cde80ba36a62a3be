using FaceGrid.Grains.Interfaces;
using FaceGrid.Grains.Interfaces.Galleries;
using FaceGrid.Grains.Interfaces.Jobs;
using FaceGrid.Grains.Interfaces.Recognition;
using FaceGrid.Grains.Tests.Support;
using FaceGrid.Silo.Authority;
using FaceGrid.Silo.Clustering;
using Orleans.Core.Internal;
using Microsoft.Extensions.Time.Testing;

namespace FaceGrid.Grains.Tests.Authority;

/// <summary>Which tokens are accepted, and that refused calls change nothing.</summary>
public sealed class CallerTokenTests : IDisposable
{
    private readonly TestAuthority _authority = new();

    public static TheoryData<string, bool> Certificates => new()
    {
        { "facegrid://tenant/lobby/role/door", true },
        { "facegrid://tenant/*/role/door", true },
        { "facegrid://tenant/lobby2/role/door", false },
        { "facegrid://tenant/lobby/role/Door", false },
        { "facegrid://tenant/lobby/role/silo", false },
        { "facegrid://tenant/lobby/role/door/more", false },
        { "https://tenant/lobby/role/door", false },
    };

    [Theory]
    [MemberData(nameof(Certificates))]
    public void Roles_OfAUri_AreTheOnesItNames(string uri, bool isDoor) => Assert.Equal(
        isDoor, CertificateRoles.Read(_authority.Issue([uri]).Certificate).RolesIn("lobby") == Grains.Interfaces.Authority.CallerRoles.Door);

    [Fact]
    public void Verify_TokenOfTheAuthority_HasItsRolesUntilItExpires()
    {
        var time = new FakeTimeProvider(DateTimeOffset.UtcNow);
        var verifier = new CallerTokenVerifier(new TlsIdentitySource(_authority.Silo()), "one", time);
        var token = CallerTokenIssuer.Sign(_authority.Client("lobby", "door"), "one", time.GetUtcNow());

        Assert.NotEqual(Grains.Interfaces.Authority.CallerRoles.None, verifier.Verify(token).RolesIn("lobby"));
        time.Advance(CallerTokenVerifier.Validity + TimeSpan.FromSeconds(1));
        Assert.Empty(verifier.Verify(token).Grants);
        Assert.Empty(new CallerTokenVerifier(new TlsIdentitySource(_authority.Silo()), "one", time).Verify(token).Grants);
    }

    [Fact]
    public void Verify_AlteredForeignOrMisusedToken_HasNoRole()
    {
        using var others = new TestAuthority();
        var now = DateTimeOffset.UtcNow;
        var verifier = new CallerTokenVerifier(new TlsIdentitySource(_authority.Silo()), "one", TimeProvider.System);
        var door = _authority.Client("lobby", "door");
        var token = CallerTokenIssuer.Sign(door, "one", now);
        var admin = CallerTokenIssuer.Sign(_authority.Client("lobby", "admin"), "one", now);
        string[] parts = token.Split('.'), others2 = admin.Split('.');

        Assert.NotEmpty(verifier.Verify(token).Grants);
        foreach (var bad in new[]
        {
            null,
            "",
            "..",
            "a.b.c",
            $"{others2[0]}.{parts[1]}.{parts[2]}",
            $"{parts[0]}.{long.Parse(parts[1], System.Globalization.CultureInfo.InvariantCulture) + 1}.{parts[2]}",
            $"{parts[0]}.{parts[1]}.{others2[2]}",
            CallerTokenIssuer.Sign(door, "two", now),
            CallerTokenIssuer.Sign(others.Client("lobby", "door"), "one", now),
            CallerTokenIssuer.Sign(_authority.Issue(["facegrid://tenant/lobby/role/door"], [TestAuthority.ServerUse]), "one", now),
            CallerTokenIssuer.Sign(_authority.Issue(["facegrid://tenant/lobby/role/door"], [TestAuthority.CodeSigningUse]), "one", now),
            CallerTokenIssuer.Sign(_authority.Issue(["facegrid://tenant/lobby/role/door"], until: TimeSpan.FromHours(-1)), "one", now),
            new string('x', 100_000),
        })
        {
            Assert.Empty(verifier.Verify(bad).Grants);
        }
    }

    [Fact]
    public void Verify_IntermediateAuthorityInTheToken_IsUsed()
    {
        using var authority = new TestAuthority(hasIntermediate: true);
        var verifier = new CallerTokenVerifier(new TlsIdentitySource(authority.Silo()), "one", TimeProvider.System);
        var client = authority.Client("lobby", "door");

        Assert.NotEmpty(verifier.Verify(CallerTokenIssuer.Sign(client, "one", DateTimeOffset.UtcNow)).Grants);
        var without = new TlsIdentity(client.Certificate, [], authority.Roots);
        Assert.Empty(verifier.Verify(CallerTokenIssuer.Sign(without, "one", DateTimeOffset.UtcNow)).Grants);
    }

    [Fact]
    public async Task Grid_OfTwoSilos_ServesEachRoleAndRefusesTheOtherUnchanged()
    {
        await using var grid = await AuthorityGrid.Start(_authority.Silo(), stops: false, silos: 2);
        var people = new People(grid.Grains, "lobby");
        float[] alice = [1, .. new float[127]];

        await AuthorityGrid.As(_authority.Client("lobby", "enrol"), () => people.Enroll("alice", alice));
        await AuthorityGrid.As(_authority.Client("lobby", "door"), async () =>
        {
            Assert.Equal("alice", Assert.IsType<Recognized>(await people.Recognize(alice)).Identity);
            var refused = await Assert.ThrowsAsync<GridRequestException>(() => people.Enroll("bob", alice));
            Assert.Equal(GridError.NotPermitted, refused.Error);
            Assert.Equal(
                "this client: may not call IIdentityGrain.Enroll of tenant 'lobby': role enrol is needed", refused.Message);
        });
        await AuthorityGrid.As(_authority.Client("lobby", "enrol"), async () =>
        {
            var page = await grid.Grains.GetGrain<IGalleryGrain>(GridKeys.Gallery("lobby", People.Gallery)).ListPage(null, 10);
            Assert.Equal(["alice"], page.Identities);
        });
    }

    [Fact]
    public async Task Orleans_ItsOwnGrainsAndUnclassifiedInterfaces_AreForSilosOnly()
    {
        await using var grid = await AuthorityGrid.Start(_authority.Silo(), stops: false);
        await AuthorityGrid.As(_authority.Client("*", "admin"), async () =>
        {
            var refused = await Assert.ThrowsAsync<GridRequestException>(
                () => grid.Grains.GetGrain<IManagementGrain>(0).ForceGarbageCollection([]));
            Assert.Equal(GridError.NotPermitted, refused.Error);
            var people = grid.Grains.GetGrain<IRecognitionGrain>("lobby").AsReference<IGrainManagementExtension>();
            await Assert.ThrowsAsync<GridRequestException>(() => people.DeactivateOnIdle().AsTask());
            await Assert.ThrowsAsync<GridRequestException>(
                () => grid.Grains.GetGrain<IJobSchedulerGrain>(IJobSchedulerGrain.Key).Tenants());
        });
        Assert.Empty(await grid.OfSilo.GetGrain<IJobSchedulerGrain>(IJobSchedulerGrain.Key).Tenants());
    }

    [Fact]
    public async Task Grid_WithoutTls_AdmitsClientsAsAdministratorsAndKeepsProtocolsClosed()
    {
        await using var grid = await AuthorityGrid.Start(silo: null, stops: false);
        var people = new People(grid.Grains, "lobby");
        float[] alice = [1, .. new float[127]];

        await people.Enroll("alice", alice);
        Assert.IsType<Recognized>(await people.Recognize(alice));
        var shard = grid.Grains.GetGrain<IGalleryShardGrain>(GridKeys.Shard("lobby", People.Gallery, 0));
        Assert.Equal(1, (await shard.Size()).People);
        var refused = await Assert.ThrowsAsync<GridRequestException>(() => shard.CommitRemoval("alice"));
        Assert.Equal(GridError.NotPermitted, refused.Error);
        Assert.Equal(1, (await shard.Size()).People);
    }

    public void Dispose() => _authority.Dispose();
}
