using FaceGrid.Grains.Interfaces.Jobs;
using FaceGrid.Grains.Interfaces.Styling;
using FaceGrid.Grains.Jobs;
using FaceGrid.Grains.Storage;

namespace FaceGrid.Grains.Styling;

/// <inheritdoc cref="IStyleJobGrain"/>
[Reentrant]
public sealed class StyleJobGrain(
    [PersistentState("job", GridStorage.Name)] IPersistentState<JobState> state,
    IServiceProvider services) : JobGrain(state, services), IStyleJobGrain
{
    private protected override IJobEngine? Engine => Device?.Styles;

    private protected override string Product => "picture";

    private protected override string Tools => "weights";

    private protected override async Task<JobInputs> Load(JobSpecification specification)
    {
        var images = new List<StyleInputFile>();
        foreach (var image in specification.Images)
        {
            var content = await JobFaults.FromStore($"{image.Role} image '{image.Name}'", () => BlobStore.Get(image.Blob));
            images.Add(new StyleInputFile(image.Role, image.Name, content));
        }

        return new JobInputs(specification.Settings, images);
    }
}
