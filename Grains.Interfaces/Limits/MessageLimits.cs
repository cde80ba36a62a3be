using FaceGrid.Grains.Interfaces.Consistency;
using FaceGrid.Grains.Interfaces.Encryption;
using FaceGrid.Grains.Interfaces.Galleries;
using FaceGrid.Grains.Interfaces.Identities;
using FaceGrid.Grains.Interfaces.Jobs;
using FaceGrid.Grains.Interfaces.Models;
using FaceGrid.Grains.Interfaces.Recognition;
using FaceGrid.Grains.Interfaces.Storage;
using FaceGrid.Grains.Interfaces.Styling;
using FaceGrid.Grains.Interfaces.Training;
using FaceGrid.Grains.Interfaces.Visualization;

namespace FaceGrid.Grains.Interfaces.Limits;

/// <summary>
/// Sizes that messages of clients may have: characters of a text, elements of a list, bytes of an array, and the range of a number. A
/// silo refuses a call beyond them before it reaches a grain or counts against a limit of the tenant.
/// </summary>
public static class MessageLimits
{
    /// <summary>Bytes of the body of a message between any two processes. A burst of <see cref="MostFrames"/> faces has 2.4 MB.</summary>
    public const int MessageBytes = 16 * 1024 * 1024;

    /// <summary>Bytes of the header of a message; a token with a chain of certificates has at most 32 KiB.</summary>
    public const int HeaderBytes = 256 * 1024;

    /// <summary>Frames of one burst.</summary>
    public const int MostFrames = 64;

    /// <summary>Candidates in one answer.</summary>
    public const int MostCandidates = 1000;

    /// <summary>The longest deadline that a request may name.</summary>
    public const int LongestDeadlineMilliseconds = 60_000;

    private const int Name = 128;
    private const int Path = 4096;
    private const int Text = 1024;
    private const int Settings = 64 * 1024;
    private const int Hash = 64;
    private const int MostNames = 10_000;

    /// <summary>By type and member, or by interface and <c>METHOD.PARAMETER</c>.</summary>
    public static IReadOnlyDictionary<(Type Type, string Member), MessageLimit> All { get; } = new Dictionary<(Type, string), MessageLimit>
    {
        [(typeof(AlignedFace), nameof(AlignedFace.Name))] = new(Path),
        [(typeof(AlignedFace), nameof(AlignedFace.Rgb))] = new(AlignedFace.ByteCount),
        [(typeof(AlignedFace), nameof(AlignedFace.Encoding))] = new(128),
        [(typeof(EnrolmentRequest), nameof(EnrolmentRequest.Gallery))] = new(Name),
        [(typeof(EnrolmentRequest), nameof(EnrolmentRequest.ModelVersion))] = new(Name),
        [(typeof(EnrolmentRequest), nameof(EnrolmentRequest.Crops))] = new(MostFrames),
        [(typeof(EnrolmentRequest), nameof(EnrolmentRequest.OperationId))] = new(OperationId.MaxLength),
        [(typeof(RecognitionRequest), nameof(RecognitionRequest.Gallery))] = new(Name),
        [(typeof(RecognitionRequest), nameof(RecognitionRequest.ModelVersion))] = new(Name),
        [(typeof(RecognitionRequest), nameof(RecognitionRequest.CandidateCount))] = new(MostCandidates, 1),
        [(typeof(RecognitionRequest), nameof(RecognitionRequest.DeadlineMilliseconds))] = new(LongestDeadlineMilliseconds, 1),
        [(typeof(BurstRequest), nameof(BurstRequest.Name))] = new(Path),
        [(typeof(BurstRequest), nameof(BurstRequest.Frames))] = new(MostFrames, 1),
        [(typeof(VerificationRequest), nameof(VerificationRequest.Identity))] = new(Name),
        [(typeof(VerificationRequest), nameof(VerificationRequest.ModelVersion))] = new(Name),
        [(typeof(VerificationRequest), nameof(VerificationRequest.Gallery))] = new(Name),
        [(typeof(VerificationRequest), nameof(VerificationRequest.DeadlineMilliseconds))] = new(LongestDeadlineMilliseconds, 1),
        [(typeof(HeadParameters), nameof(HeadParameters.Name))] = new(Path),
        [(typeof(HeadParameters), nameof(HeadParameters.ModelVersion))] = new(Name),
        [(typeof(HeadParameters), nameof(HeadParameters.Weights))] = new(1024),
        [(typeof(IRecognitionGrain), "CannotDecide.reasonText")] = new(Path),
        [(typeof(IRecognitionGrain), "Size.gallery")] = new(Name),
        [(typeof(IGalleryGrain), "ListPage.after")] = new(Name),
        [(typeof(IGalleryGrain), "ListPage.count")] = new(MostNames, 1),
        [(typeof(IGalleryStatisticsGrain), "Audit.modelVersion")] = new(Name),
        [(typeof(IIdentityGrain), "RemoveOnce.operationId")] = new(OperationId.MaxLength),
        [(typeof(IModelRegistryGrain), "GetCalibration.modelVersion")] = new(Name),
        [(typeof(Calibration), nameof(Calibration.ModelVersion))] = new(Name),
        [(typeof(Calibration), nameof(Calibration.Source))] = new(Path),
        [(typeof(Calibration), nameof(Calibration.Points))] = new(1000),
        [(typeof(Calibration), nameof(Calibration.Cohorts))] = new(100),
        [(typeof(CalibrationCohort), nameof(CalibrationCohort.Name))] = new(Path),
        [(typeof(CalibrationCohort), nameof(CalibrationCohort.Points))] = new(1000),
        [(typeof(IModelActivationGrain), "Look.modelVersion")] = new(Name),
        [(typeof(IModelActivationGrain), "Look.galleries")] = new(MostNames, 0, Name),
        [(typeof(IModelActivationGrain), "Step.modelVersion")] = new(Name),
        [(typeof(IModelActivationGrain), "Step.galleries")] = new(MostNames, 0, Name),
        [(typeof(IModelActivationGrain), "Step.most")] = new(MostNames, 1),
        [(typeof(IKeyRotationGrain), "Step.most")] = new(MostNames, 1),
        [(typeof(ITenantCheckGrain), "AuditShard.shard")] = new((2 * Name) + 16),
        [(typeof(ITenantCheckGrain), "AuditShard.after")] = new(Name),
        [(typeof(ITenantCheckGrain), "AuditShard.count")] = new(MostNames, 1),
        [(typeof(ITenantCheckGrain), "AuditRecords.after")] = new(Name),
        [(typeof(ITenantCheckGrain), "AuditRecords.count")] = new(MostNames, 1),
        [(typeof(IModelActivationGrain), "Switch.modelVersion")] = new(Name),
        [(typeof(IModelActivationGrain), "Switch.galleries")] = new(MostNames, 0, Name),
        [(typeof(IJobGrain), "Watch.previewSide")] = new(4096),
        [(typeof(IJobQueueGrain), "Remove.removed")] = new(MostNames, 0, Name),
        [(typeof(JobImage), nameof(JobImage.Role))] = new(Name),
        [(typeof(JobImage), nameof(JobImage.Name))] = new(Path),
        [(typeof(BlobReference), nameof(BlobReference.Sha256))] = new(Hash, Hash),
        [(typeof(BlobReference), nameof(BlobReference.Bytes))] = new(IBlobTransferGrain.MostBytes),
        [(typeof(IBlobTransferGrain), "Append.piece")] = new(IBlobTransferGrain.PieceBytes),
        [(typeof(StyleJobRequest), nameof(StyleJobRequest.Settings))] = new(Settings),
        [(typeof(StyleJobRequest), nameof(StyleJobRequest.Images))] = new(64),
        [(typeof(StyleForkRequest), nameof(StyleForkRequest.Job))] = new(Name),
        [(typeof(StyleForkRequest), nameof(StyleForkRequest.Patch))] = new(Settings),
        [(typeof(TrainingRunRequest), nameof(TrainingRunRequest.Configuration))] = new(Settings),
        [(typeof(TrainingRunRequest), nameof(TrainingRunRequest.Folder))] = new(Path),
        [(typeof(IFeatureSearchGrain), "Offer.images")] = new(5000),
        [(typeof(FeatureImage), nameof(FeatureImage.Name))] = new(Path),
        [(typeof(FeatureImage), nameof(FeatureImage.Sha256))] = new(Hash, Hash),
        [(typeof(FeatureSearchRequest), nameof(FeatureSearchRequest.ModelVersion))] = new(Name),
        [(typeof(FeatureSearchRequest), nameof(FeatureSearchRequest.Layers))] = new(100, 0, Name),
        [(typeof(FeatureSearchRequest), nameof(FeatureSearchRequest.Images))] = new(FeatureSearchRequest.MostImages),
        [(typeof(FeatureSearchStatus), nameof(FeatureSearchStatus.Reason))] = new(Text),
        [(typeof(FeatureDrawRequest), nameof(FeatureDrawRequest.ModelVersion))] = new(Name),
        [(typeof(FeatureDrawRequest), nameof(FeatureDrawRequest.Layer))] = new(Name),
        [(typeof(FeatureDrawRequest), nameof(FeatureDrawRequest.Places))] = new(10_000),
    };
}
