//! What users do and see, told in three real browsers over the bundled page on file://.
//!
//! `cargo xtask test` makes the page and runs these. By hand: `cargo xtask build`, then
//! `cargo test --test stories`, with `chromium::` or the like behind it to choose.

mod browser;
#[allow(dead_code, reason = "the benches use what the stories do not")]
mod page;
mod trap;
#[allow(dead_code, reason = "the benches and errands use what the stories do not")]
mod webdriver;

mod access;
mod asking;
mod finding;
mod lists;
mod narrowing;
mod opening;
mod quiet;
mod reading;
mod tasks;

use browser::Kind;

/// Makes of each story a test in each browser.
macro_rules! stories {
    ($($file:ident :: $story:ident),* $(,)?) => {
        stories!(@in chromium, Kind::Chromium, $($file $story)*);
        stories!(@in firefox, Kind::Firefox, $($file $story)*);
        stories!(@in webkit, Kind::Webkit, $($file $story)*);
    };
    (@in $browser:ident, $kind:expr, $($file:ident $story:ident)*) => {
        mod $browser {
            use super::*;
            $(#[test]
            fn $story() {
                $file::$story($kind);
            })*
        }
    };
}

stories! {
    asking::what_is_odd_about_a_question_is_said,
    asking::a_place_that_was_meant_is_offered,
    asking::what_has_most_words_stands_apart,
    asking::a_word_that_is_typed_again_or_never_ends_is_no_harm,
    asking::enter_shows_what_is_found_while_one_reads,
    asking::the_help_teaches_by_examples,
    asking::shortcuts_can_be_switched_off,
    asking::a_form_can_be_left_out,
    asking::suggestions_go_by_keys_and_by_pointer,
    asking::what_was_asked_or_cleared_comes_back,
    reading::a_selected_passage_is_cited_and_found_again,
    reading::a_citation_is_checked_in_the_page,
    reading::a_citation_stays_in_view_until_it_is_closed,
    reading::what_is_passed_on_holds_no_folders,
    reading::a_live_blog_has_an_outline_and_places,
    reading::context_lines_are_sorted_grouped_and_opened,
    reading::hits_go_on_in_the_next_document,
    reading::context_lines_fill_the_page,
    reading::two_items_stand_beside_each_other,
    reading::the_places_of_an_article_have_a_map,
    tasks::charkov_under_any_spelling_in_spring,
    tasks::the_months_that_mention_belgorod,
    tasks::a_figure_with_a_citation_to_check,
    tasks::azovstal_as_a_spreadsheet,
    tasks::the_first_two_without_a_mouse_on_a_phone_in_the_dark,
    reading::what_lies_in_a_city_says_so,
    reading::a_place_is_corrected_and_taken_back,
    reading::a_name_is_added_from_the_text_and_from_a_card,
    reading::corrections_are_kept_in_a_file,
    quiet::the_page_shows_a_request_being_refused,
    finding::answers_while_typing,
    finding::finds_another_spelling_and_says_so,
    finding::a_month_narrows_everything,
    finding::map_and_table_choose_the_same_city,
    finding::the_first_story,
    finding::reprints_stand_under_one_hit,
    finding::an_item_of_a_live_blog_opens_in_its_whole,
    finding::the_back_button_steps_through,
    finding::an_address_brings_everything_back,
    finding::a_dead_end_shows_a_way_out,
    finding::everything_goes_by_keyboard,
    finding::takes_along_exactly_what_is_found,
    finding::says_what_a_link_asks_in_vain,
    finding::speaks_english_too,
    finding::scripts_get_the_same_answers,
    finding::scripts_narrow_by_the_facets_of_the_page,
    finding::scripts_ask_lists_words_and_windows,
    lists::a_list_of_names_is_counted_and_taken_along,
    lists::a_list_follows_the_filters,
    lists::words_that_stand_out_lead_on,
    lists::what_is_in_view_is_a_filter,
    lists::the_ends_of_the_map_go_by_keys,
    lists::a_place_in_the_text_is_corrected_by_keys,
    access::the_page_is_told_to_who_does_not_see_it,
    access::what_was_found_is_announced,
    access::the_items_go_by_keys,
    access::what_was_opened_last_closes_first,
    access::the_top_of_the_page_leads_everywhere,
    access::the_focus_is_never_lost,
    narrowing::facets_narrow_and_leave_out,
    narrowing::what_is_locked_stays_and_what_is_cleared_comes_back,
    narrowing::a_period_takes_in_what_is_undated,
    narrowing::every_facet_can_leave_out,
    narrowing::regions_are_listed_and_left_out,
    narrowing::a_range_is_drawn_over_the_bars,
    narrowing::the_months_pass,
    narrowing::near_places_share_a_circle,
    narrowing::countries_and_regions_are_counted_and_chosen,
    access::a_range_is_drawn_by_keyboard,
    access::a_cell_of_the_grid_is_chosen_by_keyboard,
    access::the_focus_stays_on_what_was_chosen,
    access::the_card_of_a_place_opens_by_itself_and_by_its_link,
    opening::nothing_moves_once_it_is_open,
    opening::opens_from_disk,
    opening::fits_a_phone,
    opening::a_phone_shows_one_part_at_a_time,
    opening::a_phone_keeps_the_place_in_the_results,
    opening::what_is_printed_says_when_and_of_what,
    opening::says_so_when_a_part_is_damaged,
    opening::says_so_when_the_file_is_cut_off,
    opening::says_so_when_the_code_is_damaged,
    opening::says_so_without_webassembly,
    opening::lists_the_articles_without_scripts,
    quiet::no_request_leaves_the_page,
    quiet::a_request_that_is_tried_is_stopped,
}

/// Axe's rules look at the document, which is the same in every browser: one is enough.
mod document {
    use super::*;

    #[test]
    fn axe_finds_nothing() {
        access::axe_finds_nothing(Kind::Chromium);
    }
}
