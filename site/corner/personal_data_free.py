"""Fields that tell nothing about a person: of what every room shares, and of the packages underneath.

A new version of a package may bring a new field: look what it holds, and put it here or into `personal_data.py`.
"""

from corner.data_register import nothing_personal


def declare() -> None:
    """Called once, when the site starts."""
    _ours()
    _of_packages()


def _ours() -> None:
    nothing_personal("corner.Helpline", "words phone source last_reviewed next_review order")
    nothing_personal("corner.Invitation", "uuid version user reason invited_by sent_at used_at withdrawn_at")
    nothing_personal(
        "corner.OutgoingEmail",
        """
        dedupe_key kind language about organisation_key message_id state created_at next_try attempts lease
        lease_until sent_at last_error
        """,
    )
    nothing_personal("corner.AuditEntry", "at action record")
    nothing_personal("corner.ConsentRecord", "subject_key basis given_on review_on withdrawn_on")
    nothing_personal("corner.Attempt", "what at")
    nothing_personal("corner.JobRun", "name lease lease_until last_started last_success last_error failing_since")
    nothing_personal("corner.PolicyReport", "day directive page blocked count")
    nothing_personal("corner.Trouble", "kind first_seen last_seen count")
    nothing_personal(
        "corner.Picture",
        """
        collection width height created_at uploaded_by_user focal_point_x focal_point_y focal_point_width
        focal_point_height file_size file_hash shows_people is_decoration consent_key is_withheld is_clean
        """,
    )
    nothing_personal("corner.PictureRendition", "filter_spec width height focal_point_key image")
    nothing_personal("corner.Tombstone", "uuid kind at is_mirrored")
    nothing_personal("corner.Receipt", "uuid deed at")
    nothing_personal("corner.SecondReadingTask_groups", "secondreadingtask group")
    nothing_personal(
        "corner.SiteSettings",
        """
        name footer_text phone phone_hours email reply_time controller privacy_notice_version
        reminder_days machine_translation limit_per_email limit_per_address keep_access_days keep_contact_days
        keep_without_place_days keep_mail_days keep_feedback_days keep_message_days keep_complaint_days
        keep_withdrawn_days complaint_days removal_days about_page privacy_page accessibility_page
        working_together_page ethics_page join_page
        """,
    )
    nothing_personal("corner.Topic", "translation_key locale name slug description")
    nothing_personal("corner.TranslationCheck", "translation_key locale checked_by checked_at words")


def _of_packages() -> None:
    nothing_personal("wagtail_localize.TranslatableObject", "translation_key content_type")
    nothing_personal(
        "wagtail_localize.TranslationSource",
        """
        object specific_content_type locale schema_version created_at last_updated_at
        """,
    )
    nothing_personal(
        "wagtail_localize.Translation",
        """
        uuid source target_locale created_at translations_last_updated_at destination_last_updated_at enabled
        """,
    )
    nothing_personal("wagtail_localize.TranslationLog", "source locale created_at revision")
    nothing_personal("wagtail_localize.String", "locale data_hash")
    nothing_personal("wagtail_localize.TranslationContext", "object path_id path field_path")
    nothing_personal(
        "wagtail_localize.StringTranslation",
        """
        translation_of locale context translation_type tool_name last_translated_by created_at updated_at has_error
        field_error
        """,
    )
    nothing_personal("wagtail_localize.Template", "uuid template_format string_count")
    nothing_personal(
        "wagtail_localize.SegmentOverride",
        """
        locale context last_translated_by created_at updated_at has_error field_error
        """,
    )
    nothing_personal("wagtail_localize.StringSegment", "source context order string")
    nothing_personal("wagtail_localize.TemplateSegment", "source context order template")
    nothing_personal("wagtail_localize.RelatedObjectSegment", "source context order object")
    nothing_personal("wagtail_localize.OverridableSegment", "source context order")
    nothing_personal("wagtail_localize.LocaleSynchronization", "locale sync_from")
    nothing_personal("wagtailforms.FormSubmission", "form_data page submit_time")
    nothing_personal(
        "wagtailredirects.Redirect",
        """
        site is_permanent redirect_page redirect_link automatically_created created_at
        """,
    )
    nothing_personal("wagtailsearchpromotions.Query", "query_string")
    nothing_personal("wagtailsearchpromotions.QueryDailyHits", "query date hits")
    nothing_personal(
        "wagtailsearchpromotions.SearchPromotion",
        """
        query page external_link_url external_link_text description sort_order
        """,
    )
    nothing_personal(
        "wagtailembeds.Embed",
        """
        url max_width hash type html title author_name provider_name thumbnail_url width height last_updated
        cache_until
        """,
    )
    nothing_personal(
        "wagtailusers.UserProfile",
        """
        user submitted_notifications approved_notifications rejected_notifications updated_comments_notifications
        preferred_language current_time_zone dismissibles theme contrast density keyboard_shortcuts
        """,
    )
    nothing_personal("wagtaildocs.Document", "collection created_at uploaded_by_user file_size file_hash")
    nothing_personal(
        "wagtailimages.Image",
        """
        collection title file description width height created_at uploaded_by_user focal_point_x focal_point_y
        focal_point_width focal_point_height file_size file_hash
        """,
    )
    nothing_personal("wagtailimages.Rendition", "filter_spec file width height focal_point_key image")
    nothing_personal("wagtailsearch.IndexEntry", "content_type object_id title_norm")
    nothing_personal("wagtailadmin.EditingSession", "content_type object_id last_seen_at is_editing")
    nothing_personal("wagtailadmin.FormState", "user content_type object_id parent_object_id last_updated_at")
    nothing_personal("wagtailcore.Locale", "language_code")
    nothing_personal("wagtailcore.Site", "hostname port site_name root_page is_default_site")
    nothing_personal("wagtailcore.GroupSitePermission", "group site permission")
    nothing_personal(
        "wagtailcore.ModelLogEntry",
        """
        content_type action timestamp uuid user revision content_changed deleted object_id
        """,
    )
    nothing_personal(
        "wagtailcore.Revision",
        """
        content_type base_content_type object_id created_at user approved_go_live_at
        """,
    )
    nothing_personal("wagtailcore.CollectionViewRestriction_groups", "collectionviewrestriction group")
    nothing_personal("wagtailcore.CollectionViewRestriction", "restriction_type password collection")
    nothing_personal("wagtailcore.Collection", "path depth numchild name")
    nothing_personal("wagtailcore.GroupCollectionPermission", "group collection permission")
    nothing_personal("wagtailcore.UploadedFile", "for_content_type uploaded_by_user")
    nothing_personal("wagtailcore.WorkflowContentType", "workflow")
    nothing_personal(
        "wagtailcore.WorkflowState",
        """
        content_type base_content_type object_id workflow status created_at requested_by current_task_state
        """,
    )
    nothing_personal("wagtailcore.Workflow", "name active")
    nothing_personal("wagtailcore.WorkflowTask", "sort_order workflow task")
    nothing_personal("wagtailcore.Task", "name content_type active")
    nothing_personal("wagtailcore.GroupApprovalTask_groups", "groupapprovaltask group")
    nothing_personal(
        "wagtailcore.TaskState",
        """
        workflow_state revision task status started_at finished_at finished_by content_type
        """,
    )
    nothing_personal(
        "wagtailcore.Page",
        """
        path depth numchild translation_key locale latest_revision live has_unpublished_changes first_published_at
        last_published_at live_revision go_live_at expire_at expired locked locked_at locked_by content_type owner
        show_in_menus latest_revision_created_at alias_of
        """,
    )
    nothing_personal("wagtailcore.GroupPagePermission", "group page permission")
    nothing_personal("wagtailcore.PageViewRestriction_groups", "pageviewrestriction group")
    nothing_personal("wagtailcore.PageViewRestriction", "restriction_type password page")
    nothing_personal("wagtailcore.WorkflowPage", "workflow")
    nothing_personal(
        "wagtailcore.PageLogEntry",
        """
        content_type action timestamp uuid user revision content_changed deleted page
        """,
    )
    nothing_personal(
        "wagtailcore.Comment",
        """
        page user contentpath position created_at updated_at revision_created resolved_at resolved_by
        """,
    )
    nothing_personal("wagtailcore.CommentReply", "comment user created_at updated_at")
    nothing_personal("wagtailcore.PageSubscription", "user page comment_notifications")
    nothing_personal(
        "wagtailcore.ReferenceIndex",
        """
        content_type base_content_type object_id to_content_type to_object_id model_path content_path
        content_path_hash
        """,
    )
    nothing_personal("taggit.Tag", "name slug")
    nothing_personal("taggit.TaggedItem", "tag content_type object_id")
    nothing_personal("account.EmailAddress", "user verified primary")
    nothing_personal("account.EmailConfirmation", "email_address created sent")
    nothing_personal("mfa.Authenticator", "user type created_at last_used_at")
    nothing_personal("usersessions.UserSession", "user created_at last_seen_at")
    nothing_personal("admin.LogEntry", "action_time user content_type object_id action_flag")
    nothing_personal("auth.Permission", "name content_type codename")
    nothing_personal("auth.Group_permissions", "group permission")
    nothing_personal("auth.Group", "name")
    nothing_personal("auth.User_groups", "user group")
    nothing_personal("auth.User_user_permissions", "user permission")
    nothing_personal("contenttypes.ContentType", "app_label model")
    nothing_personal("sessions.Session", "expire_date")
