using System.Security.Cryptography;
using FaceGrid.Grains.Interfaces;
using FaceGrid.Grains.Interfaces.Jobs;
using FaceGrid.Grains.Interfaces.Storage;
using FaceGrid.Grains.Storage;
using FaceGrid.Grains.Tests.Styling;

namespace FaceGrid.Grains.Tests.Storage;

/// <summary>Transfers of blobs between clients and a cluster's store.</summary>
public sealed class BlobTransferTests
{
    [Fact]
    public async Task Read_BlobOfATenantsJob_IsForThatTenantOnly()
    {
        var world = World.New();
        await using var grid = await StudioGrid.Start(world);
        var job = await grid.Finish((await grid.Submit(new TestSettings("a", 6))).Job);
        var result = job.Results[0].Blob;
        var preview = await world.Blobs.Put(JobBlob.Wrap("preview", GridKeys.Job(StudioGrid.Tenant, "x"), 1, 1, [1, 2, 3]));
        var photo = await world.Blobs.Put(new byte[] { 5, 6, 7 });

        Assert.Equal(result.Bytes, (await Transfer(grid, StudioGrid.Tenant).Read(result, 0, 100_000)).Length);
        Assert.Equal(preview.Bytes, (await Transfer(grid, StudioGrid.Tenant).Read(preview, 0, 100_000)).Length);
        foreach (var (tenant, blob) in new[] { ("other", result), ("other", preview), (StudioGrid.Tenant, photo) })
        {
            var refused = await Assert.ThrowsAsync<GridRequestException>(() => Transfer(grid, tenant).Read(blob, 0, 100_000));
            Assert.Equal(GridError.MissingBlob, refused.Error);
        }
    }

    [Fact]
    public async Task Complete_PiecesOfTheAnnouncedBlob_StoresThem()
    {
        var world = World.New();
        await using var grid = await StudioGrid.Start(world);
        var content = RandomNumberGenerator.GetBytes(IBlobTransferGrain.PieceBytes + 10);
        var blob = new BlobReference(Convert.ToHexStringLower(SHA256.HashData(content)), content.Length);
        var transfer = Transfer(grid, StudioGrid.Tenant);
        await transfer.Append(0, content[..IBlobTransferGrain.PieceBytes]);
        await transfer.Append(IBlobTransferGrain.PieceBytes, content[IBlobTransferGrain.PieceBytes..]);

        await Assert.ThrowsAsync<GridRequestException>(() => transfer.Complete(blob with { Sha256 = new string('0', 64) }));
        Assert.False(await transfer.Exists(blob));
        await transfer.Complete(blob);

        Assert.True(await transfer.Exists(blob));
        Assert.Equal(content, await world.Blobs.Get(blob));
    }

    [Fact]
    public void Budget_OfATenant_IsRefusedBeyondItsBoundAndSharedWithNoOther()
    {
        var budget = TransferBudget.Of(World.New().Blobs);
        budget.Take("a", TransferBudget.MostBytes);

        var refused = Assert.Throws<GridRequestException>(() => budget.Take("a", 1));
        budget.Take("b", 1);
        budget.Return("a", 2);
        budget.Take("a", 2);

        Assert.True(refused.IsRetryable);
    }

    private static IBlobTransferGrain Transfer(StudioGrid grid, string tenant) =>
        grid.Grains.GetGrain<IBlobTransferGrain>($"{tenant}/{Guid.NewGuid():N}");
}
