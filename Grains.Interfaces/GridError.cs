namespace FaceGrid.Grains.Interfaces;

/// <summary>Why a request was refused.</summary>
public enum GridError
{
    /// <summary>The request itself cannot be carried out: a bad name, too many templates.</summary>
    InvalidRequest,

    /// <summary>No identity of that name is enrolled.</summary>
    UnknownIdentity,

    /// <summary>The gallery has never had an enrolled identity.</summary>
    UnknownGallery,

    /// <summary>The gallery's templates are of another model version: the two are never compared.</summary>
    ModelMismatch,

    /// <summary>The quality of a photo is below what the gallery requires for enrolment.</summary>
    PoorQuality,

    /// <summary>No job has that name.</summary>
    UnknownJob,

    /// <summary>The job's state does not allow the operation: the job has ended, for example.</summary>
    WrongJobState,

    /// <summary>The blob is not in the store.</summary>
    MissingBlob,

    /// <summary>The content of a blob does not match its reference.</summary>
    DamagedBlob,

    /// <summary>The disk is full. The same request can succeed once there is room.</summary>
    StorageFull,

    /// <summary>The store cannot be reached, so it is unknown whether the change was made. The same request can be repeated.</summary>
    StorageUnavailable,

    /// <summary>The requested data is encrypted, and its key-encryption key is not available. Nothing was changed.</summary>
    MissingKey,

    /// <summary>The identity was removed and its key erased; what this store still holds of it can no longer be decrypted.</summary>
    ErasedIdentity,

    /// <summary>A stored record of a person was altered, or copied there from another place.</summary>
    DamagedRecord,

    /// <summary>
    /// A limit of the tenant was reached; the same request can succeed after the time in the exception. Nothing was changed.
    /// </summary>
    TooManyRequests,

    /// <summary>The tenant has as much as its limit permits; waiting does not help. Nothing was changed.</summary>
    LimitReached,

    /// <summary>
    /// People have moved between shards since the gallery was described. The caller describes it again; a user never sees this error.
    /// </summary>
    OutdatedLayout,

    /// <summary>The caller's certificate has no role that permits this call in this tenant. Nothing was changed.</summary>
    NotPermitted,

    /// <summary>A change of the identity is being written, and its outcome is not known yet. The same request can be repeated.</summary>
    Undecided,
}
