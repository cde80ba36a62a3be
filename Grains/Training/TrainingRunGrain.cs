using FaceGrid.Grains.Interfaces.Jobs;
using FaceGrid.Grains.Interfaces.Training;
using FaceGrid.Grains.Jobs;
using FaceGrid.Grains.Storage;
using FaceGrid.Vision;

namespace FaceGrid.Grains.Training;

/// <inheritdoc cref="ITrainingRunGrain"/>
[Reentrant]
public sealed class TrainingRunGrain(
    [PersistentState("job", GridStorage.Name)] IPersistentState<JobState> state,
    IServiceProvider services) : JobGrain(state, services), ITrainingRunGrain
{
    private protected override IJobEngine? Engine => Device?.Training;

    private protected override string Product => "encoder";

    private protected override string Tools => "trainer and files";

    private protected override async Task<JobInputs> Load(JobSpecification specification)
    {
        var data = specification.Data ?? throw new JobStoppedException("names no folder of photos", isJobsFault: true);
        JobData now;
        try
        {
            now = await Task.Run(() => FolderListing.Of(Device!.Paths.Resolve("folder of photos", data.Folder)));
        }
        catch (BadInputException exception)
        {
            // The disk may be mounted again later.
            throw new JobStoppedException(exception.Message, isJobsFault: false, exception);
        }

        return now.Fingerprint == data.Fingerprint
            ? new JobInputs(specification.Settings, [], data.Folder)
            : throw new JobStoppedException(
                string.Create(
                    System.Globalization.CultureInfo.InvariantCulture,
                    $"{data.Folder} has changed since the run was queued: it had {data.Files} files of {data.Bytes} bytes, "
                    + $"now {now.Files} of {now.Bytes}; put it back and resume, or begin a new run"),
                isJobsFault: false);
    }
}
