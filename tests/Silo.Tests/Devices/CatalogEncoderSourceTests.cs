using FaceGrid.Grains.Tests;
using FaceGrid.Silo.Devices;
using FaceGrid.Tests;
using FaceGrid.Vision.Faces;
using FaceGrid.Vision.Weights.Catalog;
using Microsoft.Extensions.Time.Testing;

namespace FaceGrid.Silo.Tests.Devices;

/// <summary>Encoders of a folder to which files are added while silos run.</summary>
public sealed class CatalogEncoderSourceTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Load_VersionIsUnknown_TheFolderIsReadAgainOnlyAfterSomeSeconds()
    {
        var encoder = AnotherEncoder();
        var models = Directory.CreateDirectory(_folder["models"]).FullName;
        var time = new FakeTimeProvider();
        using var source = new CatalogEncoderSource(new ModelCatalog([models], _folder["data"]), "cpu", 1, time);
        var version = EncoderModel.Read(encoder).Version;
        Assert.Null(source.Load(version));

        File.Copy(encoder, Path.Combine(models, "added.safetensors"));
        time.Advance(CatalogEncoderSource.ListingLifetime - TimeSpan.FromMilliseconds(1));
        Assert.Null(source.Load(version));
        time.Advance(TimeSpan.FromMilliseconds(1));

        Assert.NotNull(source.Load(version));
        File.Delete(Path.Combine(models, "added.safetensors"));
        Assert.NotNull(source.Load(version));
    }

    /// <summary>The bundled encoder with one weight changed, so that no folder of the catalog has its version.</summary>
    private string AnotherEncoder()
    {
        var bytes = File.ReadAllBytes(Path.Combine(SharedFiles.RepositoryRoot, "models", ModelCatalog.DrawingsName + ".safetensors"));
        bytes[^4] ^= 1; // The lowest bit of the last number.
        File.WriteAllBytes(_folder["another.safetensors"], bytes);
        return _folder["another.safetensors"];
    }
}
