using FaceGrid.Grains.Storage;
using Microsoft.Extensions.DependencyInjection;

namespace FaceGrid.Grains.Tests.Conformance;

public sealed class NoteFixture : GridFixture
{
    public TemporaryFolder Folder { get; } = new();

    protected override void Configure(IServiceCollection services) =>
        services.AddSqliteGrainStorage("notes", Path.Combine(Folder.Path, "grains.db"));
}
